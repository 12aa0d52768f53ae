import { barsBetween, barSeries, type BarSeries } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import type { BarStore, TimeRange } from './bar-store.ts';
import { joinedRanges } from './http-api/time-ranges.ts';

/** The bars of one write, or what is left of them. */
interface Piece {
  readonly range: TimeRange;
  readonly bars: BarSeries;
}

/**
 * A store of bars in memory: it is gone with the program.
 *
 * @throws DataError from `write` and `read`: BAD_RANGE, OUTSIDE_RANGE for a bar outside of the range written,
 *   SERIES_DIFFERS for bars of another series
 * @example
 * const store = memoryStore();
 * const bars = syntheticBars({ bars: 2, timeframe: '1m', start: 0 });
 * await store.write({ from: 0, to: 120_000 }, bars);
 * await store.covered() // => [{ from: 0, to: 120000 }]
 */
export function memoryStore(): BarStore {
  let pieces: Piece[] = []; // in order, not overlapping
  return {
    async covered() {
      return joinedRanges(pieces.map(({ range }) => range));
    },
    async write(range, bars) {
      assertRange(range);
      if (range.from === range.to) throw badRange(range, 'it is empty');
      assertInside(range, bars);
      const known = (pieces.find((piece) => piece.bars.length > 0) ?? pieces[0])?.bars;
      if (known !== undefined) assertSameSeries(known, bars);
      const last = pieces.at(-1);
      if (last === undefined || last.range.to <= range.from) pieces.push({ range, bars });
      else pieces = [...pieces.flatMap((piece) => cutOut(piece, range)), { range, bars }].toSorted(byTime);
    },
    async read(range) {
      assertRange(range);
      const parts = pieces
        .map(({ bars }) => barsBetween(bars, range.from, range.to))
        .filter(({ length }) => length > 0);
      return parts.length === 0 ? undefined : joinedBars(parts);
    },
  };
}

function byTime(a: Piece, b: Piece): number {
  return a.range.from - b.range.from;
}

/** What remains of a piece beside a range. */
function cutOut({ range: { from, to }, bars }: Piece, hole: TimeRange): Piece[] {
  const sides: readonly TimeRange[] = [
    { from, to: Math.min(to, hole.from) },
    { from: Math.max(from, hole.to), to },
  ];
  return sides
    .filter((side) => side.from < side.to)
    .map((range) => ({ range, bars: barsBetween(bars, range.from, range.to) }));
}

function joinedBars(parts: readonly BarSeries[]): BarSeries {
  const [first] = parts;
  if (parts.length === 1) return first;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const joined = (column: (part: BarSeries) => Float64Array): Float64Array => {
    const out = new Float64Array(length);
    let at = 0;
    for (const part of parts) {
      out.set(column(part), at);
      at += part.length;
    }
    return out;
  };
  const { instrument, timeframe, adjustment, closeTime, extra } = first;
  const columns = {
    time: joined((part) => part.time),
    open: joined((part) => part.open),
    high: joined((part) => part.high),
    low: joined((part) => part.low),
    close: joined((part) => part.close),
    volume: joined((part) => part.volume),
    closeTime: closeTime && joined((part) => part.closeTime ?? new Float64Array(part.length).fill(NaN)),
    extra: Object.fromEntries(Object.keys(extra).map((name) => [name, joined((part) => part.extra[name])])),
  };
  return barSeries(columns, { instrument, timeframe, adjustment });
}

function assertRange(range: TimeRange): void {
  if (!(range.from <= range.to)) throw badRange(range, 'its end is not after its beginning');
}

function badRange({ from, to }: TimeRange, what: string): DataError {
  const fix = 'give epoch milliseconds, from before to';
  return new DataError('BAD_RANGE', { what: `the range from ${from} to ${to}: ${what}`, where: 'store', fix });
}

function assertInside({ from, to }: TimeRange, { time, length }: BarSeries): void {
  if (length === 0 || (time[0] >= from && time[length - 1] < to)) return;
  const what = `bars from ${time[0]} to ${time[length - 1]} are not all within ${from} to ${to}`;
  throw new DataError('OUTSIDE_RANGE', { what, where: 'store', fix: 'write the range that the bars are of' });
}

/** Whether bars have close times is compared where there are any: a page without bars cannot tell. */
function assertSameSeries(known: BarSeries, bars: BarSeries): void {
  const isTold = known.length > 0 && bars.length > 0;
  const identity = ({ symbol, timeframe, adjustment, extra, closeTime }: BarSeries): string => {
    const closes = isTold && closeTime !== undefined ? ['closeTime'] : [];
    return [symbol, timeframe, adjustment, ...Object.keys(extra).toSorted(), ...closes].join(' ');
  };
  if (identity(known) === identity(bars)) return;
  const what = `the store holds ${identity(known)}, and these are ${identity(bars)}`;
  throw new DataError('SERIES_DIFFERS', { what, where: 'store', fix: 'keep each series in a store of its own' });
}
