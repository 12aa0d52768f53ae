import { barsOf, closeTimes, toBars, type BarSeries, type Timeframe } from '@tidemark/core-market';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../sources/memory.ts';
import { DataHandler } from './data-handler.ts';

const MINUTE = 60_000;

function bars(symbol: string, timeframe: Timeframe, at: readonly number[]): BarSeries {
  const list = at.map((minute, i) => ({ time: minute * MINUTE, open: i, high: i, low: i, close: i, volume: 1 }));
  return barsOf(list, { instrument: symbol, timeframe });
}
const fast = bars('FAST', '1m', [0, 1, 3, 4]);
const slow = bars('SLOW', '5m', [0, 5]);

it('goes from close to close: a slow bar is known at its end, not at its open', () => {
  const seen = [...new DataHandler([fast, slow])].map(({ time, closed }) => [time / MINUTE, closed.join()]);
  expect(seen).toEqual([
    [1, 'FAST'],
    [2, 'FAST'],
    [4, 'FAST'],
    [5, 'FAST,SLOW'],
    [10, 'SLOW'],
  ]);
});

it('shows the closed bars of every instrument as views on its own columns', () => {
  const lengths: number[][] = [];
  for (const moment of new DataHandler([fast, slow])) {
    const view = moment.bars('FAST');
    lengths.push([view.length, moment.last('SLOW') + 1]);
    expect(view.close.buffer).toBe(fast.close.buffer);
  }
  expect(lengths).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 1],
    [4, 2],
  ]);
});

it('can be gone through again, and twice at once', () => {
  const handler = new DataHandler([fast, slow]);
  const pairs = [...handler].map(({ time }, i) => [time, [...handler][i]!.time]);
  expect(pairs.every(([a, b]) => a === b)).toBe(true);
  expect(handler.length).toBe(pairs.length);
});

it('makes the frame of portfolio strategies: the union of the opens', () => {
  const frame = new DataHandler([slow, fast]).frame();
  expect([...frame.time].map((time) => time / MINUTE)).toEqual([0, 1, 3, 4, 5]);
  expect([...frame.index.SLOW]).toEqual([0, -1, -1, -1, 1]);
  expect([frame.symbols, frame.series.FAST]).toEqual([['SLOW', 'FAST'], fast]);
});

it('loads from sources, with their reports', async () => {
  const { handler, reports } = await DataHandler.load([memorySource(fast), memorySource(slow)], { from: MINUTE });
  expect([handler.bars('FAST').length, reports.map(({ bars: count }) => count)]).toEqual([3, [3, 1]]);
});

describe('refuses', () => {
  it('nothing, and a symbol that is there twice', () => {
    expect(() => new DataHandler([])).toThrow(expect.objectContaining({ code: 'NO_SERIES' }));
    expect(() => new DataHandler([fast, fast])).toThrow(expect.objectContaining({ code: 'DUPLICATE_SYMBOL' }));
  });

  it('a symbol that it does not have', () => {
    const handler = new DataHandler([fast]);
    expect(() => handler.bars('SLOW')).toThrow(expect.objectContaining({ code: 'UNKNOWN_SYMBOL' }));
    expect(() => [...handler][0]!.bars('SLOW')).toThrow(expect.objectContaining({ code: 'UNKNOWN_SYMBOL' }));
  });
});

it('never shows a bar before its close, and shows each exactly once as new, whatever the order of the instruments', () => {
  const opens = fc.uniqueArray(fc.nat(200), { maxLength: 30 }).map((list) => list.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(opens, opens, (a, b) => {
      const series = [
        bars('A', '1m', a),
        bars(
          'B',
          '5m',
          b.filter((minute) => minute % 5 === 0),
        ),
      ];
      const fresh: string[] = [];
      for (const { time, closed, last, bars: view } of new DataHandler(series)) {
        for (const symbol of ['A', 'B']) {
          const known = view(symbol);
          expect(Math.max(...closeTimes(known), -Infinity)).toBeLessThanOrEqual(time);
        }
        for (const symbol of closed) fresh.push(`${symbol}${last(symbol)}`);
      }
      const expected = series.flatMap((one) => toBars(one).map((_, i) => `${one.symbol}${i}`));
      expect(fresh.toSorted()).toEqual(expected.toSorted());
      const turned = [...new DataHandler(series.toReversed())].map(({ time, closed }) => [time, closed.toSorted()]);
      expect(turned).toEqual([...new DataHandler(series)].map(({ time, closed }) => [time, closed.toSorted()]));
    }),
  );
});
