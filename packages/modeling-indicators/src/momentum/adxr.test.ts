import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { adxr } from './adxr.ts';

describeIndicator(adxr, { params: [14], lookback: 40, flat: () => 0 }, { describe, it });
describeIndicator(adxr, { params: [2], lookback: 4, flat: () => 0 }, { describe, it });
describeIndicator(adxr, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

const high = Float64Array.of(10, 12, 13, 11, 14);
const low = Float64Array.of(8, 9, 11, 7, 9);
const close = Float64Array.of(9, 11, 12, 8, 13);

it('is the mean of the ADX and of the one of a period less one bars ago', () => {
  // ADX 80, then (80 + 150 / 5.5) / 2, with a period of 2
  expect(adxr(high, low, close, 2)[4]).toBeCloseTo((80 + (80 + 150 / 5.5) / 2) / 2, 12);
});

it('is the DX where the period is 1', () => {
  expect([...adxr(high, low, close, 1)]).toEqual([NaN, 100, 100, 100, 100]);
});
