import { seededRandom } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { sma } from './sma.ts';

describeIndicator(sma, { params: [20], lookback: 19, flat: (price) => price }, { describe, it });
describeIndicator(sma, { params: [1], lookback: 0, flat: (price) => price }, { describe, it });

it('is the mean of the last values', () => {
  expect([...sma(Float64Array.of(1, 2, 3, 4), 2)]).toEqual([NaN, 1.5, 2.5, 3.5]);
});

/** The exact sum of prices on a grid of 1/64: integers below 2 ** 53. */
function exactMeans(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length).fill(NaN);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i] * 64 - (i >= period ? values[i - period] * 64 : 0);
    if (i >= period - 1) out[i] = sum / 64 / period;
  }
  return out;
}

it('has the bits of the exact mean where prices lie on a binary grid', () => {
  const random = seededRandom(3);
  const prices = Float64Array.from({ length: 20_000 }, () => Math.round(640_000 + 6400 * random()) / 64);
  for (const period of [2, 20, 50]) expect(sma(prices, period)).toEqual(exactMeans(prices, period));
});

it('does not drift: after 300,000 bars it is as right as on the first', () => {
  const random = seededRandom(4);
  const values = Float64Array.from({ length: 300_000 }, () => 1e6 + random() / 100);
  const last = values.slice(-20);
  expect(Math.abs(sma(values, 20).at(-1)! - sma(last, 20)[19])).toBeLessThan(1e6 * 2 ** -50);
});

it('keeps nothing of a huge value once a window has passed', () => {
  const random = seededRandom(5);
  const values = Float64Array.from({ length: 50_000 }, (_, row) => (row === 100 ? 1e17 : random()));
  const means = sma(values, 20);
  for (const end of [141, 150, 50_000]) {
    const mean = values.slice(end - 20, end).reduce((sum, value) => sum + value, 0) / 20;
    expect(means[end - 1]).toBeCloseTo(mean, 14);
  }
});

it('is unknown as long as a NaN is in the window', () => {
  expect([...sma(Float64Array.of(1, 2, NaN, 4, 6, 8), 2)]).toEqual([NaN, 1.5, NaN, NaN, 5, 7]);
});

it('peeks at the forming bar without taking it', () => {
  const stream = sma.stream(2);
  stream.update(1);
  expect([stream.peek(3), stream.peek(5), stream.update(2), stream.peek(4)]).toEqual([2, 3, 1.5, 3]);
});
