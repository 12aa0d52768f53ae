import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ema } from '../trend/ema.ts';
import { sma } from '../trend/sma.ts';
import { stochRsiOf } from './stoch-rsi-of.ts';
import { stochRsi } from './stoch-rsi.ts';

const flat = (): Record<string, number> => ({ k: 50, d: 50 });
const invalid = [
  [0, 14, 3],
  [14, 1.5, 3],
  [14, 14, NaN],
];

describeIndicator(stochRsiOf(ema), { params: [14, 14, 3], lookback: 29, flat, invalid }, { describe, it });
describeIndicator(stochRsiOf(sma), { params: [2, 3, 1], lookback: 4, flat, invalid }, { describe, it });

it('is the one of plain means where it is made of them, and is called by what it is made of', () => {
  const values = Float64Array.of(5, 7, 6, 9, 3, 4, 8, 9, 7);
  expect(stochRsiOf(sma)(values, 3, 2, 2)).toEqual(stochRsi(values, 3, 2, 2));
  expect(stochRsiOf(sma).name).toBe('stochRsi(sma)');
});

it('smooths by the average that it was given', () => {
  // k is 100, 0, 100 from row 3 on; the EMA of 2 is 50, then 50 + (100 - 50) * 2 / 3
  const { d } = stochRsiOf(ema)(Float64Array.of(1, 2, 1, 2, 1, 2), 2, 2, 2);
  expect(d[4]).toBe(50);
  expect(d[5]).toBeCloseTo(250 / 3, 10);
});
