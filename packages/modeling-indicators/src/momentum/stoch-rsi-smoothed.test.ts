import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { stochRsiSmoothed } from './stoch-rsi-smoothed.ts';

const flat = (): Record<string, number> => ({ k: 50, d: 50 });
const invalid = [
  [0, 14, 3, 3],
  [14, 1.5, 3, 3],
  [14, 14, NaN, 3],
  [14, 14, 3, 0],
];

describeIndicator(stochRsiSmoothed, { params: [14, 14, 3, 3], lookback: 31, flat, invalid }, { describe, it });
describeIndicator(stochRsiSmoothed, { params: [1, 1, 1, 1], lookback: 1, flat, invalid }, { describe, it });

it('smooths what it reads, and that again, and tells each as soon as it is known', () => {
  // the raw reading is 100, 0, 100 from row 3 on
  const { k, d } = stochRsiSmoothed(Float64Array.of(1, 2, 1, 2, 1, 2), 2, 2, 2, 2);
  expect([...k]).toEqual([NaN, NaN, NaN, NaN, 50, 50]);
  expect([...d]).toEqual([NaN, NaN, NaN, NaN, NaN, 50]);
});

it('says which period is wrong', () => {
  expect(() => stochRsiSmoothed(new Float64Array(3), 14, 14, 3, 0)).toThrow('stochRsiSmoothed: d is number 0');
});
