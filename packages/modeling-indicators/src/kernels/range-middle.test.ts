import { expect, it } from 'vitest';
import { RangeMiddle } from './range-middle.ts';

it('lies between the highest high and the lowest low, and starts anew where one of them is unknown', () => {
  const middle = new RangeMiddle(2);
  const bars: [high: number, low: number][] = [
    [5, 3],
    [7, 4],
    [6, NaN],
    [6, 2],
    [9, 5],
  ];
  expect(bars.map((bar) => middle.update(...bar))).toEqual([NaN, 5, NaN, NaN, 5.5]);
});
