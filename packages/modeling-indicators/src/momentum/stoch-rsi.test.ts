import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { stochRsi } from './stoch-rsi.ts';

const flat = (): Record<string, number> => ({ k: 50, d: 50 });
const invalid = [
  [0, 14, 3],
  [14, 1.5, 3],
  [14, 14, NaN],
];

describeIndicator(stochRsi, { params: [14, 14, 3], lookback: 29, flat, invalid }, { describe, it });
describeIndicator(stochRsi, { params: [1, 1, 1], lookback: 1, flat, invalid }, { describe, it });

it('reads where the RSI stands in its range', () => {
  // RSI of 2 from row 2 on: 50, 75, 37.5, 68.75
  const { k } = stochRsi(Float64Array.of(1, 2, 1, 2, 1, 2), 2, 3, 1);
  expect([...k].slice(0, 5)).toEqual([NaN, NaN, NaN, NaN, 0]);
  expect(k[5]).toBeCloseTo((100 * (68.75 - 37.5)) / (75 - 37.5), 10);
});

it('tells nothing before the mean is known', () => {
  const { k, d } = stochRsi(Float64Array.of(1, 2, 1, 2, 1), 2, 2, 2);
  expect([...k]).toEqual([NaN, NaN, NaN, NaN, 0]); // 100 on the row before it
  expect([...d]).toEqual([NaN, NaN, NaN, NaN, 50]);
});

it('says which period is wrong', () => {
  expect(() => stochRsi(new Float64Array(3), 14, 14, 0)).toThrow('stochRsi: fastD is number 0');
});
