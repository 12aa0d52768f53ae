import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ema } from '../trend/ema.ts';
import { sma } from '../trend/sma.ts';
import { stochFastOf } from './stoch-fast-of.ts';

const invalid = [
  [0, 3],
  [14, 1.5],
  [1e9, 3],
];
const flat = (): Record<string, number> => ({ k: 50, d: 50 });

describeIndicator(stochFastOf(ema), { params: [14, 3], lookback: 15, flat, invalid }, { describe, it });
describeIndicator(stochFastOf(sma), { params: [1, 4], lookback: 3, flat, invalid }, { describe, it });

const high = Float64Array.of(3, 5, 5, 5);
const low = Float64Array.of(1, 3, 4, 4);
const close = Float64Array.of(2, 4, 5, 4);

it('smooths by the average that it was given', () => {
  // positions 75, 100, 0: the EMA of 2 is 87.5, then 87.5 * 1 / 3
  const { k, d } = stochFastOf(ema)(high, low, close, 2, 2);
  expect([...k]).toEqual([NaN, NaN, 100, 0]);
  expect(d[2]).toBe(87.5);
  expect(d[3]).toBeCloseTo(87.5 / 3, 12);
});

it('is called by what it is made of', () => {
  expect(stochFastOf(ema).name).toBe('stochFast(ema)');
});
