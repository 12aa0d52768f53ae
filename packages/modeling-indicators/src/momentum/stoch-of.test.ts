import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ema } from '../trend/ema.ts';
import { sma } from '../trend/sma.ts';
import { stochOf } from './stoch-of.ts';

const invalid = [
  [0, 3, 3],
  [14, 1.5, 3],
  [14, 3, NaN],
];
const flat = (): Record<string, number> => ({ k: 50, d: 50 });

describeIndicator(stochOf(ema, ema), { params: [14, 3, 3], lookback: 17, flat, invalid }, { describe, it });
describeIndicator(stochOf(sma, ema), { params: [5, 4, 2], lookback: 8, flat, invalid }, { describe, it });
describeIndicator(stochOf(ema, sma), { params: [1, 1, 1], lookback: 0, flat, invalid }, { describe, it });

const high = Float64Array.of(3, 5, 5, 5);
const low = Float64Array.of(1, 3, 4, 4);
const close = Float64Array.of(2, 4, 5, 4);

it('smooths by the averages that it was given', () => {
  // positions 75, 100, 0: the EMA of 2 is 87.5, then 87.5 * 1 / 3
  const { k, d } = stochOf(ema, sma)(high, low, close, 2, 2, 2);
  expect(k[3]).toBeCloseTo(87.5 / 3, 12);
  expect(d[3]).toBeCloseTo((87.5 + 87.5 / 3) / 2, 12);
});

it('is the one of plain means where it is made of them', () => {
  const { k, d } = stochOf(sma, sma)(high, low, close, 2, 2, 2);
  expect([k[3], d[3]]).toEqual([50, 68.75]);
});

it('is called by what it is made of, and does not load the stream of other averages', () => {
  const saved = stochOf(ema, sma).stream(5, 3, 3).save();
  expect(stochOf(ema, sma).name).toBe('stoch(ema,sma)');
  expect(() => stochOf(sma, sma).load(saved)).toThrow('stoch(sma,sma).load: no state of its own');
});
