import { fingerprint, type BarSeries } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { correlatedBars, type CorrelatedOptions } from './correlated.ts';
import { geometricBrownian } from './price-models/geometric-brownian.ts';

const three = [{ instrument: 'A' }, { instrument: 'B', startPrice: 50 }, { instrument: 'C' }];

/** Correlation of the logarithmic returns of two series. */
function correlationOf(a: BarSeries, b: BarSeries): number {
  const returns = ({ close, length }: BarSeries): number[] =>
    Array.from({ length: length - 1 }, (_, i) => Math.log(close[i + 1] / close[i]));
  const centred = [returns(a), returns(b)].map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  });
  const product = ([x, y]: readonly number[][]): number => x.reduce((sum, value, i) => sum + value * y[i], 0);
  const [x, y] = centred;
  return product([x, y]) / Math.sqrt(product([x, x]) * product([y, y]));
}

it('moves markets together as much as was asked for, pair by pair', () => {
  const correlation = [
    [1, 0.8, -0.3],
    [0.8, 1, 0],
    [-0.3, 0, 1],
  ];
  const [a, b, c] = correlatedBars({ seed: 3, bars: 10_000, markets: three, correlation });
  expect(correlationOf(a, b)).toBeCloseTo(0.8, 1);
  expect(correlationOf(a, c)).toBeCloseTo(-0.3, 1);
  expect(Math.abs(correlationOf(b, c))).toBeLessThan(0.04);
  expect([a.symbol, b.symbol, c.symbol, b.length]).toEqual(['A', 'B', 'C', 10_000]);
});

it('leaves each market its own drift and volatility', () => {
  const quiet = { instrument: 'Q', model: geometricBrownian({ annualDrift: 0, annualVolatility: 0.1 }) };
  const wild = { instrument: 'W', model: geometricBrownian({ annualDrift: 0, annualVolatility: 0.4 }) };
  const spread = ({ close, length }: BarSeries): number =>
    Math.sqrt(
      (Array.from({ length: length - 1 }, (_, i) => Math.log(close[i + 1] / close[i]) ** 2).reduce((a, b) => a + b) /
        (length - 1)) *
        365,
    );
  const [q, w] = correlatedBars({ bars: 10_000, markets: [quiet, wild], correlation: 0.9 });
  expect([spread(q), spread(w)]).toEqual([expect.closeTo(0.1, 2), expect.closeTo(0.4, 1)]);
});

it('gives the same bars to the bit for the same seed, and other ones for another', () => {
  const prints = (seed: number): string[] =>
    correlatedBars({ seed, bars: 50, markets: three, correlation: 0.5 }).map(fingerprint);
  expect(prints(4)).toEqual(prints(4));
  expect(new Set([...prints(4), ...prints(5)]).size).toBe(6);
});

it('makes one market of two where they are wholly correlated', () => {
  const markets = [{ instrument: 'A' }, { instrument: 'A' }];
  const [a, b] = correlatedBars({ bars: 100, markets, correlation: 1 });
  expect([...a.close]).toEqual([...b.close]);
});

it.each<[CorrelatedOptions['correlation'], string]>([
  [-0.9, 'three markets that are all opposed'],
  [1.1, 'more than 1'],
  [
    [
      [1, 1, 0.5],
      [1, 1, -0.5],
      [0.5, -0.5, 1],
    ],
    'two that are one, and a third that tells them apart',
  ],
  [[[1, 0.5, 0]], 'too few rows'],
  [
    [
      [1, 0.5, 0],
      [0.4, 1, 0],
      [0, 0, 1],
    ],
    'a pair with two numbers',
  ],
  [
    [
      [2, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    'a market that is not like itself',
  ],
])('refuses %j: %s', (correlation) => {
  const refused = expect.objectContaining({ code: 'BAD_OPTION', where: 'correlation' });
  expect(() => correlatedBars({ markets: three, correlation })).toThrow(refused);
});

it('refuses no markets', () => {
  expect(() => correlatedBars({ markets: [], correlation: 0 })).toThrow(expect.objectContaining({ where: 'markets' }));
});
