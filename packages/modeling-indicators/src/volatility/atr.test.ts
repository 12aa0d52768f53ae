import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { atr } from './atr.ts';

describeIndicator(atr, { params: [14], lookback: 14, flat: () => 0 }, { describe, it });
describeIndicator(atr, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

const high = Float64Array.of(2, 4, 5, 9);
const low = Float64Array.of(1, 2, 4, 8);
const close = Float64Array.of(2, 3, 5, 9);

it('smooths the true range, which begins on the second bar', () => {
  expect([...atr(high, low, close, 2)]).toEqual([NaN, NaN, 2, 3]); // true ranges 2, 2, 4
});

it('takes a bar as unknown when one of its prices is', () => {
  expect([...atr(high, low, Float64Array.of(2, NaN, 5, 9), 1)]).toEqual([NaN, NaN, NaN, 4]);
});

it('says which column is too short', () => {
  expect(() => atr(high, low, close.slice(1), 2)).toThrow('atr: high,low,close have 4,4,3 rows (take the same bars)');
});
