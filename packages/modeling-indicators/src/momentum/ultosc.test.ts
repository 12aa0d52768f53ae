import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ultosc } from './ultosc.ts';

const invalid = [
  [0, 14, 28],
  [7, 1.5, 28],
  [7, 14, NaN],
  [15, 14, 28],
  [7, 29, 28],
];
const flat = (): number => 50;

describeIndicator(ultosc, { params: [7, 14, 28], lookback: 28, flat, invalid }, { describe, it });
describeIndicator(ultosc, { params: [1, 1, 1], lookback: 1, flat, invalid }, { describe, it });

it('weighs the buying pressure of three windows', () => {
  // pressures 2 and 1, true ranges 3 and 2: windows of 1, 2, 2 bars give 1/2, 3/5, 3/5
  const [high, low, close] = [Float64Array.of(10, 12, 13), Float64Array.of(8, 9, 11), Float64Array.of(9, 11, 12)];
  const [value] = ultosc(high, low, close, 1, 2, 2).slice(2);
  expect(value).toBeCloseTo((100 * (4 / 2 + (2 * 3) / 5 + 3 / 5)) / 7, 12);
});

it('measures from the previous close where the market fell below it', () => {
  expect([...ultosc(Float64Array.of(9, 5), Float64Array.of(9, 4), Float64Array.of(9, 5), 1, 1, 1)]).toEqual([NaN, 20]);
});

it('counts a window in which nothing moved half', () => {
  const prices = Float64Array.of(1, 2, 2);
  expect(ultosc(prices, prices, prices, 1, 1, 2)[2]).toBeCloseTo((100 * (4 / 2 + 2 / 2 + 1)) / 7, 12);
});
