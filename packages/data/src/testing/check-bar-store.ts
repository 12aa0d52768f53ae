import { isTidemarkError } from '@tidemark/core-errors';
import { barSeries, fingerprint, sliceBars, type BarSeries } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import type { BarStore, TimeRange } from '../sources/bar-store.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 1);
const HOURS = 24;

/**
 * Holds a store to the contract of `BarStore`: what was written is read back to the bit, with further columns, close
 * times and unknown values; ranges that touch are one, in whatever order they were written; a range without bars is
 * covered all the same; writing replaces what was stored of a range and nothing beside it; ranges are half-open; bars
 * outside of the range, and a range that is none, are refused by a coded error that changes nothing.
 *
 * @param make gives an empty store each time
 * @throws DataError CONTRACT_BROKEN, which says what was expected and what came
 * @example await checkBarStore(() => memoryStore());
 */
export async function checkBarStore(make: () => BarStore | Promise<BarStore>): Promise<void> {
  for (const closeTimes of [false, true]) await checkWriting(make, hourly(closeTimes));
  await checkRefusals(await make(), hourly(false));
}

async function checkWriting(make: () => BarStore | Promise<BarStore>, bars: BarSeries): Promise<void> {
  const store = await make();
  await covers(store, 'an empty store to cover nothing', []);
  await holds(store, 'an empty store to have no bars', hours(0, HOURS), undefined);

  await store.write(hours(8, 12), sliceBars(bars, 8, 12));
  await covers(store, 'a range that was written to be covered', [hours(8, 12)]);
  await holds(store, 'what was written, to the bit', hours(0, HOURS), sliceBars(bars, 8, 12));
  await holds(store, 'a bar at `from` and none at `to`', hours(9, 11), sliceBars(bars, 9, 11));
  await holds(store, 'no bars of a range before', hours(0, 8), undefined);

  await store.write(hours(16, 20), sliceBars(bars, 16, 20));
  await covers(store, 'ranges apart from each other to stay so', [hours(8, 12), hours(16, 20)]);
  await holds(store, 'the bars on both sides of a hole', hours(10, 18), joined(bars, [10, 11, 16, 17]));

  await store.write(hours(4, 8), sliceBars(bars, 4, 8));
  await covers(store, 'a range that touches one to be one with it', [hours(4, 12), hours(16, 20)]);
  await holds(store, 'bars in order of time, though written out of it', hours(0, 12), sliceBars(bars, 4, 12));

  await store.write(hours(20, 22), sliceBars(bars, 0, 0));
  await covers(store, 'a range without bars to be covered', [hours(4, 12), hours(16, 22)]);
  await holds(store, 'no bars of a range that has none', hours(20, 22), undefined);

  await store.write(hours(10, 18), joined(bars, [11, 14]));
  await covers(store, 'a range that joins two to make them one', [hours(4, 22)]);
  const rest = joined(bars, [4, 5, 6, 7, 8, 9, 11, 14, 18, 19]);
  await holds(store, 'the bars of a range to be replaced, and no others', hours(0, HOURS), rest);

  const changed = { ...sliceBars(bars, 6, 7), volume: Float64Array.of(7) };
  await store.write({ from: changed.time[0], to: changed.time[0] + 1 }, changed);
  await covers(store, 'a range inside another to change nothing of it', [hours(4, 22)]);
  await holds(store, 'a single bar to be replaced', hours(6, 7), changed);
  await holds(store, 'its neighbours to stay', hours(7, 10), sliceBars(bars, 7, 10));
}

async function checkRefusals(store: BarStore, bars: BarSeries): Promise<void> {
  await store.write(hours(4, 8), sliceBars(bars, 4, 8));
  const refused: readonly (readonly [string, TimeRange, BarSeries])[] = [
    ['a bar before the range', hours(2, 8), sliceBars(bars, 1, 8)],
    ['a bar at the end of the range', hours(2, 8), sliceBars(bars, 2, 9)],
    ['a range that ends before it begins', hours(8, 2), sliceBars(bars, 0, 0)],
    ['an empty range', hours(2, 2), sliceBars(bars, 0, 0)],
    ['a range without a beginning', { from: NaN, to: START }, sliceBars(bars, 0, 0)],
  ];
  for (const [what, range, given] of refused) {
    const answer = await store.write(range, given).then(
      () => 'no error',
      (error: unknown) => (isTidemarkError(error) ? undefined : error),
    );
    expect(`${what} to be refused by a coded error`, answer === undefined, answer);
    await covers(store, `what is covered to stay after ${what}`, [hours(4, 8)]);
    await holds(store, `what is stored to stay after ${what}`, hours(0, HOURS), sliceBars(bars, 4, 8));
  }
}

function hours(from: number, to: number): TimeRange {
  return { from: START + from * HOUR, to: START + to * HOUR };
}

/** A bar each hour; unknown volumes, zeroes of both signs and a further column among them. */
function hourly(closeTimes: boolean): BarSeries {
  const column = (value: (i: number) => number): Float64Array =>
    Float64Array.from({ length: HOURS }, (_, i) => value(i));
  const time = column((i) => START + i * HOUR);
  const columns = {
    time,
    open: column((i) => 1.1 + i / 3),
    high: column((i) => 2.3 + i / 3),
    low: column((i) => 0.7 + i / 3),
    close: column((i) => 1.9 + i / 3),
    volume: column((i) => (i % 5 === 0 ? NaN : i * 1e9)),
    closeTime: closeTimes ? time.map((open) => open + HOUR / 2) : undefined,
    extra: { delta: column((i) => (i % 7 === 0 ? -0 : i % 4 === 0 ? NaN : i / 7)) },
  };
  return barSeries(columns, { instrument: 'CHECK', timeframe: '1h', adjustment: 'splits' });
}

function joined(bars: BarSeries, rows: readonly number[]): BarSeries {
  const take = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row]);
  const { time, open, high, low, close, volume, closeTime, extra, instrument, timeframe, adjustment } = bars;
  const prices = { time: take(time), open: take(open), high: take(high), low: take(low), close: take(close) };
  const others = { volume: take(volume), closeTime: closeTime && take(closeTime), extra: { delta: take(extra.delta) } };
  return barSeries({ ...prices, ...others }, { instrument, timeframe, adjustment });
}

async function covers(store: BarStore, what: string, ranges: readonly TimeRange[]): Promise<void> {
  const covered = (await store.covered()).map(({ from, to }) => ({ from, to }));
  expect(what, JSON.stringify(covered) === JSON.stringify(ranges), JSON.stringify(covered));
}

async function holds(store: BarStore, what: string, range: TimeRange, bars: BarSeries | undefined): Promise<void> {
  const read = await store.read(range);
  const isSame = read === undefined || bars === undefined ? read === bars : fingerprint(read) === fingerprint(bars);
  expect(what, isSame, read === undefined ? 'none' : `${read.length} bars from ${read.time[0]}`);
}

function expect(what: string, isMet: boolean, got: unknown): void {
  if (isMet) return;
  const details = { what: `expected ${what}, got ${String(got)}`, where: 'store', fix: 'see the port BarStore' };
  throw new DataError('CONTRACT_BROKEN', details);
}
