import { expect, it } from 'vitest';
import { body, bottom, color, gapsDown, gapsUp, isEqual, lowerShadow, top, upperShadow } from './candle.ts';

const white = { open: 2, high: 6, low: 1, close: 4 };
const black = { open: 4, high: 6, low: 1, close: 2 };

it('measures a candle, whichever way it goes', () => {
  for (const candle of [white, black]) {
    expect([body, bottom, top, lowerShadow, upperShadow].map((measure) => measure(candle))).toEqual([2, 2, 4, 1, 2]);
  }
});

it('is white where it closes at its open or above', () => {
  expect([white, black, { ...white, close: 2 }].map(color)).toEqual([1, -1, 1]);
});

it('sees a gap between bodies that do not touch, though their shadows do', () => {
  const higher = { open: 4.5, high: 7, low: 4, close: 5 };
  expect([gapsUp(higher, white), gapsUp({ ...higher, open: 4 }, white)]).toEqual([true, false]);
  expect([gapsDown(black, higher), gapsDown(black, { ...higher, open: 4 })]).toEqual([true, false]);
});

it('takes prices as equal that are no further apart than the tolerance', () => {
  expect([1.5, 1.6, 2.5, 2.6].map((price) => isEqual(price, 2, 0.5))).toEqual([true, true, true, false]);
});
