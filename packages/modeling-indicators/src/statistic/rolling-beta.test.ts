import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { rollingBeta } from './rolling-beta.ts';

describeIndicator(rollingBeta, { params: [5], lookback: 5, flat: () => 0 }, { describe, it });
describeIndicator(rollingBeta, { params: [2], lookback: 2, flat: () => 0 }, { describe, it });
describeIndicator(rollingBeta, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

it('is the slope of one return on the other', () => {
  // returns of x 0.25 and 0, of y 0.5 and 0
  expect([...rollingBeta(Float64Array.of(4, 5, 5), Float64Array.of(2, 3, 3), 2)]).toEqual([NaN, NaN, 2]);
});

it('is 1 where both have the same returns, however far apart their prices', () => {
  const x = Float64Array.of(4, 5, 4, 6, 5);
  expect([
    ...rollingBeta(
      x,
      x.map((value) => 1024 * value),
      3,
    ),
  ]).toEqual([NaN, NaN, NaN, 1, 1]);
});

it('reads 0 where the market grows by the same fraction every bar, but for rounding', () => {
  const x = Float64Array.from({ length: 40 }, (_, row) => 1.01 ** row);
  const y = Float64Array.from({ length: 40 }, (_, row) => 100 + Math.sin(row));
  expect(new Set(rollingBeta(x, y, 5).subarray(5))).toEqual(new Set([0]));
});

it('takes no return behind a price of 0', () => {
  // returns of x -1, 0 and 1; of y 1, 1 and 1
  expect(rollingBeta(Float64Array.of(1, 0, 5, 10), Float64Array.of(1, 2, 4, 8), 3)[3]).toBe(0);
});
