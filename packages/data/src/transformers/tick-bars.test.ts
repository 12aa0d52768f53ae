import { barSeries, instrument, toBars, type TickSeries } from '@tidemark/core-market';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TickBarBuilder } from './tick-bar-builder.ts';
import type { TickBarRule } from './tick-bar-rule.ts';
import { tickBars } from './tick-bars.ts';

type Trade = readonly [time: number, price: number, size: number];

function trades(list: readonly Trade[], aggressor?: readonly number[]): TickSeries {
  const column = (k: number): Float64Array => Float64Array.from(list, (trade) => trade[k]);
  const ticks = {
    instrument: instrument('ES'),
    length: list.length,
    time: column(0),
    price: column(1),
    size: column(2),
  };
  return aggressor === undefined ? ticks : { ...ticks, aggressor: Float64Array.from(aggressor) };
}

const few = trades([
  [1, 10, 4],
  [5, 12, 4],
  [7, 9, 4],
  [9, 11, 1],
]);

it('closes a bar with the trade that reaches the threshold', () => {
  const bars = tickBars({ by: 'volume', threshold: 6 }).apply(few);
  expect(toBars(bars)).toEqual([{ time: 1, open: 10, high: 12, low: 10, close: 12, volume: 8, closeTime: 5 }]);
  expect([bars.timeframe, bars.extra.ticks[0], bars.extra.vwap[0]]).toEqual(['irregular', 2, 11]);
});

it('divides that trade where asked for, over several bars if need be', () => {
  const { volume, open, ticks } = tickBars({ by: 'volume', threshold: 3, split: true }).table(few);
  expect([...volume]).toEqual([3, 3, 3, 3, 1]);
  expect([...open]).toEqual([10, 10, 12, 9, 11]);
  expect([...ticks]).toEqual([1, 2, 2, 1, 1]);
});

it('counts money and trades', () => {
  expect([...tickBars({ by: 'dollars', threshold: 85 }).table(few).volume]).toEqual([8, 5]);
  expect([...tickBars({ by: 'ticks', threshold: 3 }).table(few).complete]).toEqual([1, 0]);
});

it('cuts time in UTC, and leaves out frames without trades', () => {
  const bars = tickBars({ by: 'time', timeframe: '1s' }, { partial: 'keep' }).apply(
    trades([
      [500, 1, 1],
      [999, 2, 1],
      [5_000, 3, 1],
    ]),
  );
  expect([[...bars.time], [...bars.closeTime!], bars.timeframe]).toEqual([[0, 5_000], [1_000, 6_000], '1s']);
});

it('signs by the change of price, or by who crossed the spread where it is known', () => {
  const list: Trade[] = [
    [1, 10, 1],
    [2, 11, 1],
    [3, 11, 1],
    [4, 10, 1],
  ];
  expect([...tickBars({ by: 'imbalance', threshold: 3 }).table(trades(list)).ticks]).toEqual([3, 1]);
  const sided = trades(list, [-1, -1, NaN, -1]);
  expect([...tickBars({ by: 'imbalance', threshold: 2, sign: 'aggressor' }).table(sided).ticks]).toEqual([2, 2]);
  expect([
    ...tickBars({ by: 'imbalance', threshold: 2, of: 'volume' }).table(
      trades([
        [1, 10, 1.5],
        [2, 9, 3.6],
      ]),
    ).ticks,
  ]).toEqual([2]);
});

it('gives bars of one millisecond times that ascend', () => {
  const at = Date.UTC(2024, 0, 9);
  const bars = tickBars({ by: 'ticks', threshold: 1 }).apply(
    trades([
      [at, 1, 1],
      [at, 2, 1],
      [at, 3, 1],
      [at + 1, 4, 1],
    ]),
  );
  expect([...bars.close]).toEqual([1, 2, 3, 4]);
  expect(() => barSeries(bars, bars)).not.toThrow();
});

describe('refuses', () => {
  it.each<[unknown, string]>([
    [{ by: 'ticks', threshold: 0 }, 'INVALID_THRESHOLD'],
    [
      { by: 'imbalance', threshold: { ticks: 1, ticksSpan: 0, activity: 1, activitySpan: 1, floor: 1 } },
      'INVALID_THRESHOLD',
    ],
    [
      { by: 'imbalance', threshold: { ticks: 1, ticksSpan: 1, activity: NaN, activitySpan: 1, floor: 1 } },
      'INVALID_THRESHOLD',
    ],
    [{ by: 'time', timeframe: '1 minute' }, 'INVALID_TIMEFRAME'],
    [{ by: 'renko', threshold: 1 }, 'UNKNOWN_RULE'],
  ])('the rule %o', (rule, code) => {
    expect(() => tickBars(rule as TickBarRule)).toThrow(expect.objectContaining({ code }));
  });

  it.each<[Trade, string]>([
    [[1, 10, 1], 'TICKS_NOT_ASCENDING'],
    [[NaN, 10, 1], 'TICKS_NOT_ASCENDING'],
    [[3, NaN, 1], 'BAD_TICK'],
    [[3, 10, -1], 'BAD_TICK'],
  ])('the tick %o after one at 2', (trade, code) => {
    const ticks = trades([[2, 10, 1], trade]);
    expect(() => tickBars({ by: 'ticks', threshold: 5 }).apply(ticks)).toThrow(expect.objectContaining({ code }));
  });
});

const rules = fc.constantFrom<TickBarRule>(
  { by: 'time', timeframe: '1s' },
  { by: 'ticks', threshold: 4 },
  { by: 'volume', threshold: 7 },
  { by: 'volume', threshold: 7, split: true },
  { by: 'dollars', threshold: 100, split: true },
  { by: 'imbalance', threshold: 3 },
  { by: 'imbalance', of: 'dollars', threshold: { ticks: 5, ticksSpan: 3, activity: 2, activitySpan: 9, floor: 4 } },
);
const ticks = fc
  .array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 400 }), fc.nat(30)), { maxLength: 60 })
  .map((list) => {
    let time = Date.UTC(2024, 0, 9);
    return trades(list.map(([gap, price, size]) => [(time += Math.max(0, gap - 200)), price / 4, size]));
  });

it('gives valid bars, loses no volume, and no bar changes when more ticks come', () => {
  fc.assert(
    fc.property(rules, ticks, fc.nat(60), (rule, all, cut) => {
      const transformer = tickBars(rule);
      const bars = transformer.apply(all);
      expect(() => barSeries(bars, bars)).not.toThrow();
      const sum = (column: Float64Array): number => column.reduce((total, value) => total + value, 0);
      expect(sum(transformer.table(all).volume)).toBeCloseTo(sum(all.size), 6);
      const part = { ...all, length: Math.min(cut, all.length) };
      const before = toBars(transformer.apply(part));
      expect(before).toEqual(toBars(bars).slice(0, before.length));
    }),
  );
});

it('gives the same bits one trade at a time', () => {
  fc.assert(
    fc.property(rules, ticks, (rule, all) => {
      const builder = new TickBarBuilder(rule);
      for (let i = 0; i < all.length; i++) builder.add(all.time[i], all.price[i], all.size[i]);
      expect(builder.columns(true)).toEqual(tickBars(rule).table(all));
    }),
  );
});
