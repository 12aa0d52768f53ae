import { barFrame, barsBetween, barSeries, type BarSeries } from '@tidemark/core-market';
import { sma } from '@tidemark/modeling-indicators';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definePortfolio, type DefinedPortfolio } from './portfolio-strategy.ts';

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** Daily bars of the given closes; a NaN is a day without a bar. */
function daily(closes: readonly number[]): BarSeries {
  const days = closes.flatMap((close, day) => (Number.isNaN(close) ? [] : [day]));
  const time = Float64Array.from(days, (day) => START + day * DAY);
  const price = Float64Array.from(days, (day) => closes[day]);
  return barSeries({ time, open: price, high: price, low: price, close: price }, { instrument: 'X', timeframe: '1d' });
}

const prices = fc.array(fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 50, max: 150 }) }, fc.constant(NaN)), {
  minLength: 45,
  maxLength: 45,
});

const strongest = definePortfolio({
  name: 'strongest',
  params: z.object({ bars: z.int().min(1).default(3), every: z.union([z.int(), z.literal('1w')]).default(1) }),
  columns: ({ close }, { bars }) => ({ strength: sma(close, bars).map((mean, i) => close[i] / mean) }),
  weights: ({ strength }, out) => {
    let best = -1;
    for (let k = 0; k < strength.length; k++) if (strength[k] > (strength[best] ?? -Infinity)) best = k;
    if (best >= 0) out[best] = 1;
  },
  rebalance: ({ every }) => every,
});

const said = (strategy: DefinedPortfolio, series: Record<string, BarSeries>) => {
  const frame = barFrame(series);
  const run = strategy.over(frame);
  return Array.from({ length: frame.length }, (_, i) => {
    const out = new Float64Array(frame.symbols.length).fill(9);
    return i >= run.warmup && run.weights(i, out) ? [...out] : undefined;
  });
};
/** Weights that equal what is said of each instrument: the column itself. */
const shows = (more = {}) =>
  definePortfolio({
    name: 'shows',
    columns: ({ close, time }) => ({ close, even: time.map((at) => Number((at / DAY) % 2 === 0)) }),
    weights: ({ close }, out) => {
      for (let k = 0; k < out.length; k++) out[k] = Number.isNaN(close[k]) ? 7 : close[k];
    },
    rebalance: 1,
    ...more,
  })();

it('computes columns on the bars of each instrument alone', () => {
  const [A, B] = [daily([1, NaN, 2, NaN, 3, 4]), daily([1, 2, 3, 4, 5, 6])];
  const run = strongest({ bars: 2 }).over(barFrame({ A, B }));
  expect(run.columns['A']!['strength']).toEqual(sma(A.close, 2).map((mean, i) => A.close[i] / mean));
  expect(run.warmup).toBe(1);
});

it('shows the values of a moment, and keeps the weight of who is absent', () => {
  expect(said(shows(), { B: daily([3, NaN, 5]), A: daily([1, 2, NaN]) })).toEqual([
    [1, 3],
    [2, NaN],
    [NaN, 5],
  ]);
});

it('sells what no weight is written for', () => {
  const weights = ({ close }: { close: Float64Array }, out: Float64Array) => void (out[0] = close[0]);
  expect(said(shows({ weights }), { A: daily([0.5]), B: daily([1]) })).toEqual([[0.5, 0]]);
});

it('wants nothing where the weights say so', () => {
  expect(said(shows({ weights: () => false }), { A: daily([1, 2]) })).toEqual([undefined, undefined]);
});

it('keeps a weight where NaN is written', () => {
  const weights = (_: unknown, out: Float64Array) => void out.fill(NaN);
  expect(said(shows({ weights }), { A: daily([1]) })).toEqual([[NaN]]);
});

it('tells the moment', () => {
  const seen: unknown[] = [];
  const weights = (_now: unknown, _out: unknown, _params: unknown, moment: unknown) => void seen.push(moment);
  said(shows({ weights, rebalance: 2 }), { B: daily([1, 2, 3]), A: daily([1, 2, 3]) });
  expect(seen).toEqual([
    { symbols: ['A', 'B'], i: 0, time: START },
    { symbols: ['A', 'B'], i: 2, time: START + 2 * DAY },
  ]);
});

describe('the rhythm', () => {
  const series = { A: daily(Array.from({ length: 40 }, (_, day) => day + 1)) };
  const days = (rebalance: unknown) => said(shows({ rebalance }), series).flatMap((weights, i) => (weights ? [i] : []));

  it('is every so many bars from the warm-up on, or the first bar of each frame', () => {
    expect(days(15)).toEqual([0, 15, 30]);
    expect(days('1M')).toEqual([0, 31]);
    expect(days('2w')).toEqual([0, 7, 21, 35]);
  });

  it('can be a parameter', () => {
    const weeks = said(strongest({ every: '1w' }), series).flatMap((weights, i) => (weights ? [i] : []));
    expect(weeks).toEqual([7, 14, 21, 28, 35]);
  });
});

describe('the warm-up', () => {
  it('ends when one instrument has its columns', () => {
    const late = daily([NaN, NaN, NaN, NaN, NaN, 1, 2, 3]);
    const run = (series: Record<string, BarSeries>) => strongest().over(barFrame(series));
    expect(run({ A: late, B: daily([1, 2, 3, 4]) }).warmup).toBe(2);
    expect(run({ A: late }).warmup).toBe(2); // of a clock that begins with it
    expect(run({ A: daily([1, 2]) }).warmup).toBe(2); // never
  });

  it('can be said', () => {
    const run = (warmup: unknown) => shows({ warmup }).over(barFrame({ A: daily([1, 2, 3, 4]) }));
    expect(run(3).warmup).toBe(3);
    expect(run(() => 2).warmup).toBe(2);
    expect(() => run(-1)).toThrow(expect.objectContaining({ code: 'INVALID_WARMUP' }));
  });
});

describe('the universe', () => {
  const series = { A: daily([1, 2, 3]), B: daily([4, NaN, 6]) };

  it('can be a function of symbol and time: who is no member is not seen, and sold', () => {
    const universe = (symbol: string, time: number) => symbol === 'A' || time > START;
    expect(said(shows({ universe }), series)).toEqual([
      [1, 0],
      [2, NaN],
      [3, 6],
    ]);
  });

  it('can be a column', () => {
    const even = (START / DAY) % 2 === 0 ? 0 : 1;
    const weights = said(shows({ universe: 'even' }), series);
    expect(weights[even]).toEqual(even === 0 ? [1, 4] : [2, NaN]);
    expect(weights[1 - even]).toEqual(even === 0 ? [0, NaN] : [0, 0]);
  });

  it('sells everything where nobody is a member', () => {
    expect(said(shows({ universe: () => false }), series)[0]).toEqual([0, 0]);
  });
});

it('does not depend on the order of the instruments, nor on those that it leaves out', () => {
  fc.assert(
    fc.property(prices, prices, (a, b) => {
      const [A, B] = [daily(a), daily(b)];
      expect(said(strongest(), { B, A })).toEqual(said(strongest(), { A, B }));
    }),
    { numRuns: 30 },
  );
});

it('says of a moment what it says when the bars after it are not there', () => {
  fc.assert(
    fc.property(prices, prices, fc.constantFrom(1, 4, '1w' as const), fc.nat(45), (a, b, every, cut) => {
      const series = { A: daily(a), B: daily(b) };
      const end = START + cut * DAY;
      const part = { A: barsBetween(series.A, -Infinity, end), B: barsBetween(series.B, -Infinity, end) };
      const [whole, shorter] = [said(strongest({ every }), series), said(strongest({ every }), part)];
      expect(whole.slice(0, shorter.length)).toEqual(shorter);
    }),
  );
});

describe('refuses', () => {
  const frame = barFrame({ A: daily([1, 2]), B: daily([1, 2]) });
  it.each<[string, object, string]>([
    ['COLUMN_LENGTH', { columns: () => ({ x: new Float64Array(1) }) }, 'column x has 1 entries for 2 bars'],
    [
      'COLUMNS_DIFFER',
      { columns: ({ close }: BarSeries) => (close === frame.series['A']!.close ? { a: close } : { b: close }) },
      'B has the columns b, A has a',
    ],
    ['INVALID_DEFINITION', { universe: 'evne' }, 'universe names evne, which is no column'],
  ])('%s of a run', (code, more, what) => {
    expect(() => shows(more).over(frame)).toThrow(expect.objectContaining({ code, what }));
  });

  it('a weight that is infinite', () => {
    const run = shows({ weights: (_: unknown, out: Float64Array) => void (out[1] = 1 / 0) }).over(frame);
    expect(() => run.weights(1, new Float64Array(2))).toThrow(
      expect.objectContaining({
        code: 'WEIGHT_NOT_FINITE',
        what: 'the weight of B is Infinity',
        where: 'strategy shows, moment 1 (2024-01-02T00:00:00.000Z)',
      }),
    );
  });

  it.each<[object, string, string]>([
    [{ rebalance: 0 }, 'INVALID_REBALANCE', 'rebalance is 0'],
    [{ rebalance: 'monthly' }, 'INVALID_REBALANCE', 'rebalance is "monthly"'],
    [{ columns: undefined }, 'INVALID_DEFINITION', 'columns is missing'],
    [{ weights: undefined }, 'INVALID_DEFINITION', 'weights is missing'],
    [{ name: '' }, 'INVALID_DEFINITION', 'the name is ""'],
  ])('%j', (more, code, what) => {
    expect(() => shows(more)).toThrow(expect.objectContaining({ code, what }));
  });
});

it('is a factory that hashes its code', () => {
  expect([strongest.strategyName, strongest().name, strongest().params]).toEqual([
    'strongest',
    'strongest',
    { bars: 3, every: 1 },
  ]);
  expect(strongest({ bars: 4 }).codeHash).toBe(strongest().codeHash);
  expect(shows().codeHash).not.toBe(shows({ universe: 'even' }).codeHash);
});
