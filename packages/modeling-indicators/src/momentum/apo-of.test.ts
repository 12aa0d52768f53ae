import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ema } from '../trend/ema.ts';
import { sma } from '../trend/sma.ts';
import { apoOf } from './apo-of.ts';
import { apo } from './apo.ts';

const invalid = [
  [0, 26],
  [12, 1.5],
  [12, 12],
  [26, 12],
];

describeIndicator(apoOf(sma), { params: [12, 26], lookback: 25, invalid }, { describe, it });
describeIndicator(apoOf(ema), { params: [1, 2], lookback: 1, flat: () => 0, invalid }, { describe, it });

it('is the difference of two plain means', () => {
  expect([...apoOf(sma)(Float64Array.of(1, 3, 8, 10), 1, 3)]).toEqual([NaN, NaN, 4, 3]);
});

it('is the one of EMAs where it is made of them, and is called by what it is made of', () => {
  const values = Float64Array.of(5, 7, 6, 9, 3, 4);
  expect(apoOf(ema)(values, 2, 4)).toEqual(apo(values, 2, 4));
  expect(apoOf(ema).name).toBe('apo(ema)');
});
