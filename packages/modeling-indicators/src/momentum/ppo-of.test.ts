import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ema } from '../trend/ema.ts';
import { sma } from '../trend/sma.ts';
import { ppoOf } from './ppo-of.ts';
import { ppo } from './ppo.ts';

const invalid = [
  [0, 26],
  [12, 1.5],
  [12, 12],
  [26, 12],
];

describeIndicator(ppoOf(sma), { params: [12, 26], lookback: 25, flat: () => 0, invalid }, { describe, it });
describeIndicator(ppoOf(ema), { params: [1, 2], lookback: 1, flat: () => 0, invalid }, { describe, it });

it('is the difference of two plain means in percent of the slow one', () => {
  expect([...ppoOf(sma)(Float64Array.of(1, 3, 8, 13), 1, 3)]).toEqual([NaN, NaN, 100, 62.5]);
});

it('is the one of EMAs where it is made of them, and is called by what it is made of', () => {
  const values = Float64Array.of(5, 7, 6, 9, 3, 4);
  expect(ppoOf(ema)(values, 2, 4)).toEqual(ppo(values, 2, 4));
  expect(ppoOf(ema).name).toBe('ppo(ema)');
});
