import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { barsSinceHighest } from './bars-since-highest.ts';

const coarse = Float64Array.from({ length: 319 }, (_, row) => Math.round(3 * Math.sin(row * row)));

describeIndicator(
  barsSinceHighest,
  { params: [20], lookback: 19, flat: () => 19, columns: [coarse] },
  { describe, it },
);
describeIndicator(barsSinceHighest, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

it('counts bars back to the highest', () => {
  expect([...barsSinceHighest(Float64Array.of(3, 1, 2, 5, 4, 3), 3)]).toEqual([NaN, NaN, 2, 0, 1, 2]);
});

it('holds what it found until as high a value comes', () => {
  expect([...barsSinceHighest(Float64Array.of(1, 7, 1, 7, 1), 4)]).toEqual([NaN, NaN, NaN, 2, 3]);
  expect([...barsSinceHighest(Float64Array.of(1, 7, 1, 1, 7), 4)]).toEqual([NaN, NaN, NaN, 2, 0]);
});

it('takes the earliest where what it held has left', () => {
  expect([...barsSinceHighest(Float64Array.of(9, 1, 7, 7), 3)]).toEqual([NaN, NaN, 2, 1]);
});
