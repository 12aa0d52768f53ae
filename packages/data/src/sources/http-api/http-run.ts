import { silentLogger, type AbortSignalLike, type Timeframe } from '@tidemark/core-market';
import type { BarStore, TimeRange } from '../bar-store.ts';
import { Cancellation } from './cancellation.ts';
import { filled, requestUrl, withSecrets, type RequestSubject } from './request-url.ts';
import { saysTo, type HttpBarDefinition } from './http-bar-definition.ts';
import type { HttpBarsOptions } from './http-bars-options.ts';
import { addCounts, newTally, noCounts, type HttpTally } from './http-tally.ts';
import { PageFailure } from './page-failure.ts';
import { walkPages, type PageAsk, type WalkedPage } from './page-walk.ts';
import { readPage, type ReadPage } from './read-page.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { request, type RequestPolicy } from './requester.ts';
import { Scrubber } from './scrubber.ts';
import { revealSecret } from '../secret-value.ts';
import { storePage } from './store-page.ts';
import { webPlatform } from './web-platform.ts';

/** One run over one or more ranges of a series. */
export interface HttpRunOptions {
  readonly definition: HttpBarDefinition;
  readonly options: HttpBarsOptions;
  readonly timeframe: Timeframe;
  readonly limiter: RateLimiter;
  readonly signal: AbortSignalLike | undefined;
  /** Which bars may be kept. */
  readonly isOver: (time: number, closeTime: number | undefined) => boolean;
}

/** What requests of this definition are authorised by, once the secrets are known. */
interface Credentials {
  readonly headers: Record<string, string>;
  readonly query: Record<string, string>;
  readonly scrubber: Scrubber;
}

/** Walks the pages of a series into a store. Holds what a run has come to; its secrets are in no field. */
export class HttpRun {
  readonly tally: HttpTally = newTally();
  /** Names the run in messages. */
  readonly name: string;
  readonly #run: HttpRunOptions;
  readonly #subject: RequestSubject;
  readonly #policy: RequestPolicy;
  readonly #cancellation: Cancellation;
  #credentials: Promise<Credentials> | undefined;
  #bars = 0;
  #answered = 0;

  constructor(run: HttpRunOptions) {
    const { definition, options, timeframe, signal } = run;
    const { instrument, adjustment = 'none', baseUrl = definition.baseUrl, parameters = {} } = options;
    const symbol = options.symbol ?? (typeof instrument === 'string' ? instrument : instrument.symbol);
    this.#run = run;
    this.#subject = { baseUrl, symbol, timeframe, adjustment, parameters };
    this.#policy = policyOf(options);
    this.name = sourceName(definition, options);
    this.#cancellation = new Cancellation(signal, this.name);
  }

  /** Bars that were stored. */
  get bars(): number {
    return this.#bars;
  }

  /**
   * Walks one range.
   *
   * @throws what a request throws, without secrets; the signal's reason; what `onPage` and the store throw
   */
  async into(store: BarStore, range: TimeRange): Promise<void> {
    const { definition, timeframe, options } = this.#run;
    const { conflicts = 'refuse', maxPages = 10_000, onPage } = options;
    const ask = async (asked: PageAsk): Promise<ReadPage> => this.#ask(asked);
    for await (const page of walkPages(definition, { timeframe, range, maxPages, ask })) {
      const counts = noCounts();
      const where = this.#where(this.tally.pages);
      const bars = await storePage(store, page, { conflicts, where }, counts);
      this.tally.pages++;
      this.tally.rows += page.rows;
      this.#bars += bars;
      addCounts(this.tally, counts);
      onPage?.(this.#progress(page, bars));
    }
  }

  /** To be called when the run is over. */
  end(): void {
    this.#cancellation.end();
  }

  #progress({ rows, known }: WalkedPage, bars: number): Parameters<NonNullable<HttpBarsOptions['onPage']>>[0] {
    const { pages, retries, waitedMs } = this.tally;
    return { page: pages, rows, bars, ...known, retries, waitedMs };
  }

  #where(before: number): string {
    return `${this.name}, page ${before + 1}`;
  }

  async #ask(asked: PageAsk): Promise<ReadPage> {
    this.#credentials ??= this.#authorise();
    let { scrubber } = NOBODY;
    try {
      const credentials = await this.#cancellation.race(this.#credentials);
      scrubber = credentials.scrubber;
      const page = await this.#page(asked, credentials);
      addCounts(this.tally, page.counts);
      this.#answered++;
      return page;
    } catch (error) {
      this.#cancellation.throwIfAborted();
      throw scrubber.clean(error);
    }
  }

  async #page(asked: PageAsk, { headers, query, scrubber }: Credentials): Promise<ReadPage> {
    const { definition, options, timeframe, isOver, limiter } = this.#run;
    const { instrument, missing = 'refuse', invalid = 'refuse', conflicts = 'refuse' } = options;
    const { adjustment, symbol } = this.#subject;
    const where = this.#where(this.#answered);
    const shown = requestUrl(definition, this.#subject, asked);
    const reading = {
      instrument,
      timeframe,
      adjustment,
      symbol,
      missing,
      invalid,
      conflicts,
      isOver,
      where,
      columns: definition.columns ?? [],
      range: asked.keep,
      scrub: (text: string) => scrubber.scrub(text),
    };
    const outgoing = { shown, url: withSecrets(shown, query), headers, where };
    const state = { limiter, cancellation: this.#cancellation, scrubber, tally: this.tally };
    return request(
      outgoing,
      (answer) => {
        const page = readPage(definition, answer, reading);
        if (page.latest < (asked.beyond ?? -Infinity)) throw elsewhere(asked, page.latest, where);
        if (saysTo(definition) && page.earliest >= (asked.before ?? Infinity))
          throw elsewhere(asked, page.earliest, where);
        return page;
      },
      this.#policy,
      state,
    );
  }

  async #authorise(): Promise<Credentials> {
    const { definition, options } = this.#run;
    const { headers = {}, query = {} } = definition.auth ?? {};
    const texts: Record<string, string> = {};
    for (const [name, value] of Object.entries(options.secrets ?? {})) texts[name] = await revealSecret(name, value);
    const fill = (templates: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(
        Object.entries(templates).map(([name, template]) => [name, filled(template, texts, (text) => text) ?? '']),
      );
    const accept = definition.body === 'text' ? '*/*' : 'application/json';
    return {
      headers: { accept, ...definition.headers, ...fill(headers) },
      query: fill(query),
      scrubber: new Scrubber(Object.values(texts)),
    };
  }
}

/** Before the secrets are known there are none to strike out. */
const NOBODY: Credentials = { headers: {}, query: {}, scrubber: new Scrubber() };

/** How reports and messages call a series of an API. */
export function sourceName({ name }: HttpBarDefinition, { instrument, symbol }: HttpBarsOptions): string {
  return `${name} ${symbol ?? (typeof instrument === 'string' ? instrument : instrument.symbol)}`;
}

function elsewhere({ from, to }: PageAsk, time: number, where: string): PageFailure {
  const iso = (moment: number): string => new Date(moment).toISOString();
  const what = `bars from ${iso(from)} to ${iso(to)} were asked for, and those given lie elsewhere: ${iso(time)}`;
  const fix = 'check {from} and {to}, and whether times are in milliseconds';
  return new PageFailure('PAGE_ELSEWHERE', { what, where, fix });
}

function policyOf(options: HttpBarsOptions): RequestPolicy {
  return {
    retriesPerRequest: options.retriesPerRequest ?? 6,
    retryBudget: options.retryBudget ?? 100,
    firstWaitMs: options.firstWaitMs ?? 500,
    longestWaitMs: options.longestWaitMs ?? 30_000,
    longestRetryAfterMs: options.longestRetryAfterMs ?? 300_000,
    headersTimeoutMs: options.headersTimeoutMs ?? 30_000,
    bodyTimeoutMs: options.bodyTimeoutMs ?? 60_000,
    fetch: options.fetch ?? (async (url, init) => webPlatform.fetch(url, init)),
    clock: options.clock ?? { now: () => Date.now() },
    sleep: options.sleep,
    random: options.random ?? Math.random,
    logger: options.logger ?? silentLogger,
  };
}
