import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { dema } from './dema.ts';

const flat = (price: number): number => price;
describeIndicator(dema, { params: [20], lookback: 38, flat }, { describe, it });
describeIndicator(dema, { params: [1], lookback: 0, flat }, { describe, it });

it('follows a straight line without lag', () => {
  expect([...dema(Float64Array.of(1, 3, 5, 7, 9, 11), 3)]).toEqual([NaN, NaN, NaN, NaN, 9, 11]);
});

it('adds to the EMA what it is above its own EMA', () => {
  // EMA of 3: 2, 5 (alpha 1/2), 8.5, 6.75; the EMA of that: mean(2, 5, 8.5) = 5.1666, then 5.9583
  const [first, second] = dema(Float64Array.of(1, 2, 3, 8, 12, 5), 3).slice(4);
  expect(first).toBeCloseTo(17 - 31 / 6, 13);
  expect(second).toBeCloseTo(13.5 - (31 / 6 + 6.75) / 2, 13);
});
