import { isCalendarFrame, nextOpen, timeframeMs, type BarSeries, type Timeframe } from '@tidemark/core-market';
import { DataError } from '../../error.ts';
import type { TimeRange } from '../bar-store.ts';
import { longestBarMs } from './bar-length.ts';
import { saysTo, type HttpBarDefinition } from './http-bar-definition.ts';
import type { ReadPage } from './read-page.ts';
import type { PageRequest } from './request-url.ts';

/** A page and what it settles. */
export interface WalkedPage {
  /** Oldest first; some may lie outside of `known`, where pages overlap. */
  readonly bars: BarSeries;
  readonly rows: number;
  /** With this page every bar of this range is known; it may be empty. */
  readonly known: TimeRange;
}

/** Asks for a page. */
export interface PageAsk extends PageRequest {
  /** Bars outside of it are dropped. */
  readonly keep: TimeRange;
  /** The page has to have a bar from here on, if it has any, */
  readonly beyond?: number | undefined;
  /** and one before this, where the request says `{to}`. */
  readonly before?: number | undefined;
}

export interface WalkOptions {
  readonly timeframe: Timeframe;
  readonly range: TimeRange;
  readonly maxPages: number;
  readonly ask: (request: PageAsk) => Promise<ReadPage>;
}

/**
 * The pages of a range, each with the range that is known by it. These follow each other without holes.
 *
 * @throws DataError CURSOR_REPEATED, TOO_MANY_PAGES, and what asking throws
 */
export async function* walkPages(
  definition: HttpBarDefinition,
  options: WalkOptions,
): AsyncGenerator<WalkedPage, void> {
  const { pages, name } = definition;
  const { maxPages } = options;
  const walk =
    pages.by === 'window'
      ? byWindow(pages, definition, options)
      : pages.by === 'single'
        ? single(options)
        : byNext(pages, name, options);
  let count = 0;
  for await (const page of walk) {
    yield page;
    if (++count < maxPages || page.isLast) continue;
    const fix = 'ask for a shorter range, or raise maxPages';
    throw new DataError('TOO_MANY_PAGES', { what: `there are more than ${maxPages} pages`, where: name, fix });
  }
}

interface Step extends WalkedPage {
  readonly isLast: boolean;
}

type ByWindow = Extract<HttpBarDefinition['pages'], { by: 'window' }>;
type ByNext = Extract<HttpBarDefinition['pages'], { by: 'cursor' | 'next-url' }>;

async function* byWindow(
  { end = 'range', limit }: ByWindow,
  definition: HttpBarDefinition,
  { timeframe, range, ask }: WalkOptions,
): AsyncGenerator<Step> {
  const longest = longestBarMs(timeframe);
  for (let from = range.from; from < range.to;) {
    const to = end === 'range' ? range.to : windowEnd(timeframe, from, limit, range.to);
    const isFirst = from === range.from;
    // A server may begin with the bar that holds `from`; later on that would be the page before, once more.
    const beyond = isFirst ? from - longest + 1 : from;
    const before = to + longest; // an end that is inclusive unawares does no harm
    const { bars, rows, first, last } = await ask({ from, to, keep: { from: range.from, to }, beyond, before });
    if (end === 'range' && saysTo(definition) && isFirst && rows >= limit && first - from >= longest) {
      // A full page that leaves a hole before it: the market was not there yet, or the server gives the newest bars.
      const hole = await ask({ from, to: first, keep: { from, to: first } });
      const isHole = hole.rows <= 1 && !(hole.earliest < first);
      if (!isHole) throw outOfOrder(definition.name, hole.earliest, "{ by: 'window', end: 'window' }");
    }
    // Servers have limits of their own: only an empty page, or a last bar that nothing can follow, ends a window.
    const isDone = !(last >= from) || nextOpen(timeframe, last) >= to;
    const known = { from, to: isDone ? to : last + 1 };
    from = known.to;
    yield { bars, rows, known, isLast: from >= range.to };
  }
}

/** Where a window of `limit` bars ends. */
function windowEnd(timeframe: Timeframe, from: number, limit: number, end: number): number {
  if (!isCalendarFrame(timeframe)) return Math.min(end, from + limit * timeframeMs(timeframe));
  let to = from;
  for (let i = 0; i < limit && to < end; i++) to = nextOpen(timeframe, to);
  return Math.min(end, to);
}

async function* byNext(
  { by, order = 'ascending' }: ByNext,
  where: string,
  { range, ask }: WalkOptions,
): AsyncGenerator<Step> {
  const seen = new Set<string>();
  let { from, to } = range;
  let held: Step | undefined;
  let isDecided = false;
  for (let next: string | undefined; ;) {
    let page: ReadPage;
    try {
      page = await ask({ ...range, next, keep: range });
    } catch (error) {
      if (held !== undefined) yield held;
      throw error;
    }
    const { bars, rows, first, last, earliest, latest } = page;
    if (held !== undefined) {
      const { time } = held.bars;
      const isBackwards = order === 'ascending' ? last < time[0] : first > time[time.length - 1];
      if (isBackwards)
        throw outOfOrder(where, first, `{ order: '${order === 'ascending' ? 'descending' : 'ascending'}' }`);
      yield held;
      held = undefined;
    }
    next = page.next;
    const isPast = order === 'ascending' ? latest >= range.to : earliest < range.from;
    const isLast = next === undefined || isPast;
    let known: TimeRange;
    if (order === 'ascending') {
      known = { from, to: isLast ? range.to : last >= from ? last + 1 : from };
      from = known.to;
    } else {
      known = { from: isLast ? range.from : first < to ? first : to, to };
      to = known.from;
    }
    // What the first page settles depends on the direction: it is not given away before the second one shows it.
    const step = { bars, rows, known, isLast };
    if (isDecided || isLast || bars.length === 0) yield step;
    else held = step;
    isDecided ||= bars.length > 0;
    if (isLast || next === undefined) return;
    if (seen.has(next)) {
      const what = `the ${by === 'cursor' ? 'cursor' : 'address'} of page ${seen.size + 2} is one that was asked for before`;
      throw new DataError('CURSOR_REPEATED', { what, where, fix: 'the pages would never end: check the definition' });
    }
    seen.add(next);
  }
}

async function* single({ range, ask, timeframe }: WalkOptions): AsyncGenerator<Step> {
  const { bars, rows } = await ask({ ...range, keep: range, before: range.to + longestBarMs(timeframe) });
  yield { bars, rows, known: range, isLast: true };
}

/** Pages that go another way than the definition says: what earlier ones left out would be taken for known. */
export function outOfOrder(where: string, time: number, way: string): DataError {
  const what = `there is a bar of ${new Date(time).toISOString()} that earlier pages should have had`;
  const fix = `say in the definition how pages go: ${way}`;
  return new DataError('PAGES_OUT_OF_ORDER', { what, where, fix });
}
