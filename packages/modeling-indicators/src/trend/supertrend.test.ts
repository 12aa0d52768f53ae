import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { supertrend } from './supertrend.ts';

const flat = (price: number) => ({ line: price, direction: 1 });
const invalid = [
  [0, 3],
  [1.5, 3],
  [10, -1],
  [10, NaN],
];
describeIndicator(supertrend, { params: [10, 3], lookback: 10, flat, invalid }, { describe, it });
describeIndicator(supertrend, { params: [1, 0], lookback: 1, flat, invalid }, { describe, it });

/** Bars of a range of 2 around these closes, of which no jump is larger than 1: every true range is 2. */
function around(...closes: number[]): [high: Float64Array, low: Float64Array, close: Float64Array] {
  const close = Float64Array.from(closes);
  return [close.map((price) => price + 1), close.map((price) => price - 1), close];
}

it('rises with the market, stays where that falls, and turns when the close lies below it', () => {
  const { line, direction } = supertrend(...around(10, 10, 11, 12, 11, 10, 9, 8), 1, 1);
  expect([...line]).toEqual([NaN, 8, 9, 10, 10, 10, 11, 10]); // closes 11 and 10 lie not below 10, 9 does
  expect([...direction]).toEqual([NaN, 1, 1, 1, 1, 1, -1, -1]);
});

it('turns up again when the close lies above it', () => {
  const { line, direction } = supertrend(...around(10, 10, 9, 8, 7, 6, 7, 8, 9), 1, 1);
  expect([...line]).toEqual([NaN, 8, 8, 8, 9, 8, 8, 8, 7]);
  expect([...direction]).toEqual([NaN, 1, 1, 1, -1, -1, -1, -1, 1]);
});

it('begins up, even below its line', () => {
  const { line, direction } = supertrend(Float64Array.of(10, 10), Float64Array.of(8, 8), Float64Array.of(9, 8), 1, 0);
  expect([line[1], direction[1]]).toEqual([9, 1]);
});
