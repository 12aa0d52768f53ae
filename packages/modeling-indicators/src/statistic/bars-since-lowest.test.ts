import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { barsSinceLowest } from './bars-since-lowest.ts';

const coarse = Float64Array.from({ length: 319 }, (_, row) => Math.round(3 * Math.sin(row * row)));

describeIndicator(barsSinceLowest, { params: [20], lookback: 19, flat: () => 19, columns: [coarse] }, { describe, it });
describeIndicator(barsSinceLowest, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

it('counts bars back to the lowest', () => {
  expect([...barsSinceLowest(Float64Array.of(3, 1, 2, 5, 4, 3), 3)]).toEqual([NaN, NaN, 1, 2, 2, 0]);
});

it('takes the earliest where what it held has left, and then holds it', () => {
  expect([...barsSinceLowest(Float64Array.of(1, 9, 3, 3, 5, 4), 4)]).toEqual([NaN, NaN, NaN, 3, 2, 3]);
});
