import { isTidemarkError, nearestName } from '@tidemark/core-errors';
import { instrument as describe, parseTimeframe, type BarSeries } from '@tidemark/core-market';
import { DataError } from '../../error.ts';
import { backoffMs } from './backoff.ts';
import { BarQueue } from './bar-queue.ts';
import { FindingTally } from './finding-tally.ts';
import { InstrumentBook } from './instrument-book.ts';
import { Line, type LineEnd } from './line.ts';
import type { LiveBar } from './live-bar.ts';
import type { LiveBars } from './live-bars.ts';
import type { FeedEvent, FeedRequest, LiveFeed } from './live-feed.ts';
import type { LiveOptions } from './live-options.ts';
import type { LiveReport } from './live-report.ts';
import { connectGlobal, type LiveSocket } from './live-socket.ts';
import { platformTimers, within, type LiveTimers } from './live-timers.ts';
import { checkSecrets, loggedIn } from './login.ts';
import { MessageReader } from './message-reader.ts';
import { Redaction } from './redaction.ts';

/** Unwinds what is under way when the feed is ended from outside. */
const STOPPED = Symbol('stopped');

/** A feed from its first line to its end. */
export class LiveRun<Message> implements LiveBars {
  readonly #feed: LiveFeed<Message>;
  readonly #options: LiveOptions;
  readonly #request: FeedRequest;
  readonly #timers: LiveTimers;
  readonly #redaction = new Redaction();
  readonly #tally: FindingTally;
  readonly #queue: BarQueue;
  readonly #reader: MessageReader<Message>;
  /** By what the feed calls the instrument. */
  readonly #books = new Map<string, InstrumentBook>();
  readonly #counts = { rows: 0, bars: 0, filled: 0, lines: 0, dropped: 0, waitedMs: 0, from: Infinity, to: -Infinity };
  readonly #stopped: Promise<void>;
  #onStopped!: () => void;
  /** What callers of ours look at to see that they are not needed any more. */
  readonly #signal: { aborted: boolean; reason?: unknown } = { aborted: false };
  #taken = false;
  #running: Promise<void> | undefined;
  #line: Line | undefined;

  constructor(feed: LiveFeed<Message>, options: LiveOptions) {
    const { timeframe, timers = platformTimers, malformedLimit = 10, feedSymbol = ({ symbol }) => symbol } = options;
    parseTimeframe(timeframe);
    if (feed.timeframes !== undefined && !feed.timeframes.includes(timeframe)) {
      const what = `the service has no bars of ${timeframe}`;
      const fix = `ask for one of ${feed.timeframes.join(', ')}`;
      throw new DataError('TIMEFRAME_UNAVAILABLE', { what, where: feed.name, fix });
    }
    checkSecrets(feed, options.secrets);
    const instruments = options.instruments.map((one) => (typeof one === 'string' ? describe(one) : one));
    this.#feed = feed;
    this.#options = options;
    this.#timers = timers;
    this.#request = { instruments, symbols: instruments.map(feedSymbol), timeframe };
    this.#tally = new FindingTally(options.onFinding);
    this.#queue = new BarQueue({
      limit: options.queueLimit ?? 1000,
      whenFull: options.whenFull ?? 'fail',
      where: feed.name,
      onDropped: (bar) => this.#dropped(bar),
    });
    const parts = { redaction: this.#redaction, tally: this.#tally, limit: malformedLimit };
    this.#reader = new MessageReader(feed, this.#request, parts);
    this.#stopped = new Promise((resolve) => (this.#onStopped = resolve));
    this.#checkInstruments(instruments.map(({ symbol }) => symbol));
    this.#request.symbols.forEach((symbol, i) => this.#books.set(symbol, this.#bookOf(instruments[i])));
  }

  /** Each once, and a history only for those that are asked for. */
  #checkInstruments(asked: readonly string[]): void {
    for (const names of [asked, this.#request.symbols]) {
      const twice = names.find((name, i) => names.indexOf(name) !== i);
      if (twice === undefined) continue;
      const what = `${twice} is asked for twice`;
      throw new DataError('BAD_OPTION', { what, where: 'options.instruments', fix: 'name each instrument once' });
    }
    const stray = Object.keys(this.#options.history ?? {}).find((name) => !asked.includes(name));
    if (stray === undefined) return;
    const fix = `name one of ${asked.join(', ')}`;
    throw new DataError('BAD_OPTION', { what: `${stray} is not asked for`, where: 'options.history', fix });
  }

  get report(): LiveReport {
    const { rows, bars, filled, lines, dropped, waitedMs, from, to } = this.#counts;
    const { messages, malformed } = this.#reader;
    const range = bars === 0 ? { from: null, to: null } : { from, to };
    const counted = { filled, lines, messages, malformed, dropped, waitedMs };
    return { source: this.#feed.name, rows, bars, ...range, ...counted, findings: this.#tally.findings };
  }

  bars(symbol?: string): BarSeries {
    const { instruments, symbols } = this.#request;
    const known = instruments.map((one) => one.symbol);
    const i = symbol === undefined && known.length === 1 ? 0 : known.indexOf(symbol ?? '');
    const book = this.#books.get(symbols[i] ?? '');
    if (book !== undefined) return book.bars;
    const what = symbol === undefined ? 'there are several instruments' : `${symbol} was not asked for`;
    const meant = nearestName(symbol ?? '', known);
    const fix = meant === undefined ? `name one of ${known.join(', ')}` : `did you mean ${meant}?`;
    throw new DataError('UNKNOWN_INSTRUMENT', { what, where: this.#feed.name, fix });
  }

  [Symbol.asyncIterator](): AsyncIterator<LiveBar, undefined> {
    if (this.#taken) {
      const fix = 'make one liveBars for each loop';
      throw new DataError('ALREADY_TAKEN', { what: 'the bars are taken already', where: this.#feed.name, fix });
    }
    this.#taken = true;
    return {
      next: () => {
        this.#running ??= this.#run();
        return this.#queue.take();
      },
      return: async () => {
        await this.close();
        return { done: true, value: undefined };
      },
    };
  }

  async close(): Promise<void> {
    this.#stop(undefined);
    this.#queue.end();
    await this.#running;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Never rejects: what goes wrong is told to whoever takes the bars. */
  async #run(): Promise<void> {
    const { signal } = this.#options;
    const onAbort = (): void => {
      const aborted = { what: 'the feed was called off', where: this.#feed.name };
      const thrown = signal?.reason ?? new DataError('ABORTED', aborted);
      this.#stop(thrown);
      this.#queue.end({ thrown }, { discard: true });
    };
    if (signal?.aborted === true) onAbort();
    signal?.addEventListener('abort', onAbort);
    try {
      await this.#lines();
    } catch (thrown) {
      if (thrown !== STOPPED) this.#queue.end({ thrown });
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #stop(reason: unknown): void {
    if (this.#signal.aborted) return;
    this.#signal.aborted = true;
    this.#signal.reason = reason ?? new DataError('CLOSED', { what: 'the feed was closed', where: this.#feed.name });
    this.#onStopped();
    void this.#line?.close(); // whoever waits for the line is woken
  }

  #throwIfStopped(): void {
    if (this.#signal.aborted) throw STOPPED; // oxlint-disable-line no-throw-literal -- caught in #run
  }

  /** One line after the other. */
  async #lines(): Promise<void> {
    const { backoff = {}, random } = this.#options;
    const { attempts = 10 } = backoff;
    for (let failures = 0; ; failures++) {
      this.#throwIfStopped();
      const { end, good } = await this.#oneLine();
      this.#throwIfStopped();
      if (good) failures = 0;
      for (const book of this.#books.values()) book.lineLost();
      const what = this.#redaction.text(end.what);
      this.#throwIfFinal(end, what);
      this.#tally.add({ code: 'LINE_LOST', what, count: 1, where: `${this.#feed.name}, line ${this.#counts.lines}` });
      if (failures >= attempts) throw this.#lost(end, what, failures);
      const waitMs = backoffMs(failures, backoff, random);
      this.#counts.waitedMs += waitMs;
      await within(this.#timers, waitMs, this.#stopped);
    }
  }

  #lost(end: LineEnd, what: string, attempts: number): DataError {
    const fix = 'check that the service can be reached, or raise backoff.attempts';
    const cause = end.error === undefined ? undefined : this.#redaction.cause(end.error);
    const again = attempts === 0 ? '' : `, and ${attempts} new attempts brought no message`;
    return new DataError('LINE_LOST', { what: `${what}${again}`, where: this.#feed.name, fix, cause });
  }

  #throwIfFinal({ how, code = 0 }: LineEnd, what: string): void {
    if (how !== 'closed') return;
    const { isFinal = (closeCode) => closeCode === 1008 || closeCode >= 4000 } = this.#feed;
    // Below 1000 it is the status of a handshake; some of these pass by themselves.
    const refused = code < 1000 ? code >= 400 && code < 500 && ![408, 425, 429].includes(code) : isFinal(code);
    if (!refused) return;
    const fix = 'it does not want us back: check the address, the login and what is asked for';
    throw new DataError('LINE_REFUSED', { what, where: this.#feed.name, fix });
  }

  /** From the address to the end of the line, and whether it brought a good message. */
  async #oneLine(): Promise<{ readonly end: LineEnd; readonly good: boolean }> {
    const opened = await this.#connected();
    if (!('line' in opened)) return { end: opened.end, good: false };
    const { line, first } = opened;
    this.#line = line;
    try {
      this.#throwIfStopped();
      const inTime = await line.open(this.#options.connectTimeoutMs ?? 10_000);
      this.#throwIfStopped();
      if (!inTime) return { end: line.end!, good: false };
      this.#counts.lines++;
      line.watch(this.#feed.heartbeat);
      for (const message of first) line.send(message);
      let good = false;
      for (;;) {
        const frame = await line.next();
        this.#throwIfStopped();
        if (frame === undefined) return { end: line.end!, good };
        if (await this.#heard(frame.data, line)) good = true;
      }
    } finally {
      await line.close();
    }
  }

  async #connected(): Promise<{ readonly line: Line; readonly first: readonly unknown[] } | { readonly end: LineEnd }> {
    const { whenFull, connectTimeoutMs = 10_000 } = this.#options;
    const making = this.#socket();
    try {
      const made = await within(this.#timers, connectTimeoutMs, Promise.race([making, this.#stopped]));
      if (made === undefined) {
        making.then(({ socket }) => new Line(socket, this.#timers).close()).catch(() => {}); // comes too late, if at all
        this.#throwIfStopped();
        return { end: { how: 'failed', what: `the line was not there in ${connectTimeoutMs} ms` } };
      }
      const { socket, first } = made;
      const line = new Line(socket, this.#timers);
      if (whenFull === 'pause' && socket.pause === undefined) {
        await line.close();
        const fix = 'give { connect: connectWs() } of @tidemark/data/node, or another whenFull';
        throw new DataError('CANNOT_PAUSE', { what: 'this WebSocket cannot pause', where: this.#feed.name, fix });
      }
      return { line, first };
    } catch (error) {
      if (error === STOPPED) throw error;
      const passing = isTidemarkError(error) && error.code === 'SECRET_UNAVAILABLE' && this.#counts.lines > 0;
      if (isTidemarkError(error) && !passing) throw error;
      const clean = this.#redaction.cause(error);
      if (clean.name === 'SyntaxError') {
        const what = 'the address of the feed is none for a WebSocket';
        throw new DataError('BAD_URL', { what, where: this.#feed.name, fix: 'write wss://host/path', cause: clean });
      }
      return { end: { how: 'failed', what: `the line cannot be opened: ${clean.message}`, error } };
    }
  }

  /** A WebSocket that may still be connecting, and what is to be said on it first. */
  async #socket(): Promise<{ readonly socket: LiveSocket; readonly first: readonly unknown[] }> {
    const { connect = connectGlobal, secrets } = this.#options;
    const hidden = { sources: secrets, redaction: this.#redaction };
    const { url, handshake, first } = await loggedIn(this.#feed, this.#request, hidden);
    return { socket: await connect(url, handshake), first };
  }

  /** Whether a frame was good. */
  async #heard(data: unknown, line: Line): Promise<boolean> {
    const before = this.#reader.malformed;
    const events = await this.#reader.read(data);
    for (const event of events) await this.#take(event, line);
    const good = this.#reader.malformed === before;
    if (good) this.#reader.accept();
    return good && events.some(({ kind }) => kind !== 'error');
  }

  async #take(event: FeedEvent, line: Line): Promise<void> {
    if (event.kind === 'bar') return this.#takeBar(event);
    if (event.kind === 'reply') for (const message of event.messages) line.send(message);
    if (event.kind !== 'error') return;
    const { code, message, next = 'end' } = event;
    const what = this.#redaction.text(`the service says: ${message}${code === undefined ? '' : ` (${code})`}`);
    if (next === 'end') {
      const fix = 'see the manual of the service for its code';
      throw new DataError('FEED_ERROR', { what, where: this.#feed.name, fix });
    }
    const where = `${this.#feed.name}, message ${this.#reader.messages}`;
    this.#tally.add({ code: 'FEED_ERROR', what, count: 1, where });
    if (next === 'reconnect') line.cut({ how: 'failed', what });
  }

  async #takeBar({ symbol, bar, closed }: Extract<FeedEvent, { kind: 'bar' }>): Promise<void> {
    this.#counts.rows++;
    const book = this.#books.get(symbol);
    if (book === undefined) {
      const what = `a bar of ${this.#redaction.text(symbol)} came, which was not asked for`;
      const where = `${this.#feed.name}, message ${this.#reader.messages}`;
      this.#tally.add({ code: 'UNKNOWN_INSTRUMENT', what, count: 1, where }, symbol);
      return;
    }
    try {
      book.check(bar);
    } catch (error) {
      this.#reader.refuse('BAD_BAR', `a bar cannot be: ${this.#redaction.cause(error).message}`);
      return;
    }
    await book.update(bar, closed);
  }

  #bookOf(instrument: FeedRequest['instruments'][number]): InstrumentBook {
    const { timeframe, calendar, history, from, corrections, backfill } = this.#options;
    return new InstrumentBook({
      instrument,
      timeframe,
      calendar,
      history: history?.[instrument.symbol],
      from,
      corrections,
      tally: this.#tally,
      give: (bar) => this.#give(bar),
      backfill: backfill && ((range) => this.#filled(instrument, range, backfill)),
    });
  }

  async #give(given: LiveBar): Promise<void> {
    this.#throwIfStopped();
    const { state, origin, bar } = given;
    const counts = this.#counts;
    if (state === 'closed') {
      counts.bars++;
      counts.from = Math.min(counts.from, bar.time);
      counts.to = Math.max(counts.to, bar.time);
      if (origin === 'backfill') counts.filled++;
    }
    if (state === 'forming' && this.#options.forming !== true) return;
    await this.#queue.put(given);
    this.#throwIfStopped();
  }

  async #filled(
    instrument: FeedRequest['instruments'][number],
    range: { readonly from: number; readonly to: number },
    backfill: NonNullable<LiveOptions['backfill']>,
  ): Promise<BarSeries | undefined> {
    const { timeframe } = this.#request;
    const asked = backfill({ instrument, timeframe, ...range, signal: this.#signal }).then(
      (bars) => ({ bars, error: undefined }),
      (error: unknown) => ({ bars: undefined, error }),
    );
    const answer = await Promise.race([asked, this.#stopped]);
    this.#throwIfStopped();
    if (answer?.error !== undefined) {
      const what = `missed bars could not be fetched: ${this.#redaction.cause(answer.error).message}`;
      const where = `${instrument.symbol}, ${new Date(range.from).toISOString()}`;
      this.#tally.add({ code: 'BACKFILL_FAILED', what, count: 1, where }, instrument.symbol);
    }
    this.#counts.rows += answer?.bars?.length ?? 0;
    return answer?.bars;
  }

  #dropped({ symbol, bar }: LiveBar): void {
    this.#counts.dropped++;
    const where = `${symbol}, ${new Date(bar.time).toISOString()}`;
    const what = 'bars were dropped from the queue, because nobody took them';
    this.#tally.add({ code: 'BARS_DROPPED', what, count: 1, where }, symbol);
  }
}
