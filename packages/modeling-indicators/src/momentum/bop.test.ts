import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { bop } from './bop.ts';

describeIndicator(bop, { params: [], lookback: 0, flat: () => 0 }, { describe, it });

it('is the body of the bar as a share of its range, negative where the bar fell', () => {
  const [high, low] = [Float64Array.of(5, 5, 5), Float64Array.of(1, 1, 1)];
  expect([...bop(Float64Array.of(2, 5, 3), high, low, Float64Array.of(4, 1, 3))]).toEqual([0.5, -1, 0]);
});

it('reads 0 for a bar without a range', () => {
  expect([...bop(Float64Array.of(2), Float64Array.of(2), Float64Array.of(2), Float64Array.of(2))]).toEqual([0]);
});
