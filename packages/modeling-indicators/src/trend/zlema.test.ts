import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { zlema } from './zlema.ts';

const flat = (price: number): number => price;
describeIndicator(zlema, { params: [20], lookback: 28, flat }, { describe, it });
describeIndicator(zlema, { params: [2], lookback: 1, flat }, { describe, it });
describeIndicator(zlema, { params: [1], lookback: 0, flat }, { describe, it });

it('averages the value plus its last change', () => {
  // 2 * x - previous: 5, 2, 11, -1; their EMA of 3: 6, then half of the way to -1
  expect([...zlema(Float64Array.of(1, 3, 2.5, 6.75, 2.875), 3)]).toEqual([NaN, NaN, NaN, 6, 2.5]);
});

it('follows a straight line without lag where the lag of the EMA is a whole number of bars', () => {
  const rising = Float64Array.from({ length: 12 }, (_, row) => row);
  expect([...zlema(rising, 5)].slice(6)).toEqual([6, 7, 8, 9, 10, 11]);
});
