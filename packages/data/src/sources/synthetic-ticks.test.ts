import { instrument } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { tickBars } from '../transformers/tick-bars.ts';
import { geometricBrownian } from './price-models/geometric-brownian.ts';
import { syntheticTicks, type SyntheticTickOptions } from './synthetic-ticks.ts';

const mean = (column: Float64Array): number => column.reduce((sum, value) => sum + value, 0) / column.length;

it('gives the same trades to the bit for the same seed, and goes on as it began when more are asked for', () => {
  const [short, long] = [syntheticTicks({ seed: 7, ticks: 50 }), syntheticTicks({ seed: 7, ticks: 80 })];
  expect(long.price.subarray(0, 50)).toEqual(short.price);
  expect(long.time.subarray(0, 50)).toEqual(short.time);
  expect(syntheticTicks({ seed: 8, ticks: 50 }).price).not.toEqual(short.price);
});

it('has trades as often and as large as was asked for, oldest first, in whole milliseconds and units', () => {
  const { time, size, length } = syntheticTicks({ ticks: 50_000, meanGapMs: 200, meanSize: 40 });
  expect((time[length - 1] - time[0]) / length / 200).toBeCloseTo(1, 1);
  expect(mean(size) / 40).toBeCloseTo(1, 1);
  expect(time.every((moment, i) => Number.isInteger(moment) && (i === 0 || moment >= time[i - 1]))).toBe(true);
  expect(size.every((units) => Number.isInteger(units) && units >= 1)).toBe(true);
});

it('lets buyers pay the offer and sellers take the bid, on ticks', () => {
  const still = geometricBrownian({ annualDrift: 0, annualVolatility: 0 });
  const { price, aggressor } = syntheticTicks({
    ticks: 1_000,
    model: still,
    spread: 0.01,
    instrument: instrument('X', { tickSize: 0.25 }),
  });
  expect(new Set(price)).toEqual(new Set([100.5, 99.5]));
  expect(price.every((paid, i) => paid > 100 === (aggressor![i] === 1))).toBe(true);
});

it('has buyers and sellers in runs, as many of the one as of the other', () => {
  const { aggressor, length } = syntheticTicks({ ticks: 50_000 });
  expect(Math.abs(mean(aggressor!))).toBeLessThan(0.03);
  const same = aggressor!.filter((side, i) => i > 0 && side === aggressor![i - 1]).length;
  expect(same / length).toBeCloseTo(0.65, 1);
});

it('makes bars', () => {
  const bars = tickBars({ by: 'time', timeframe: '1m' }).apply(syntheticTicks({ ticks: 5_000 }));
  expect(bars.length).toBeGreaterThan(70);
  expect(bars.high.every((high, i) => high >= bars.low[i])).toBe(true);
});

it.each<[SyntheticTickOptions, string]>([
  [{ ticks: -1 }, 'ticks'],
  [{ ticks: 1.5 }, 'ticks'],
  [{ start: 0.5 }, 'start'],
  [{ meanGapMs: 0 }, 'meanGapMs'],
  [{ startPrice: -1 }, 'startPrice'],
  [{ spread: 1 }, 'spread'],
  [{ meanSize: NaN }, 'meanSize'],
])('refuses %j', (options, where) => {
  expect(() => syntheticTicks(options)).toThrow(expect.objectContaining({ code: 'BAD_OPTION', where }));
});
