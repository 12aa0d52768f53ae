import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { adosc } from './adosc.ts';

const invalid = [
  [0, 10],
  [3, 1.5],
  [10, 10],
  [10, 3],
];
describeIndicator(adosc, { params: [3, 10], lookback: 9, flat: () => 0, invalid }, { describe, it });
describeIndicator(adosc, { params: [1, 2], lookback: 1, flat: () => 0, invalid }, { describe, it });

const high = Float64Array.of(4, 4, 4, 4);
const low = Float64Array.of(2, 2, 2, 2);
const volume = Float64Array.of(6, 12, 12, 12);

it('seeds both means with the first value of the line', () => {
  // The line is 6, 18, 30, 42; with 3 bars its mean is 6, 12, 21, 31.5.
  expect([...adosc(high, low, high, volume, 1, 3)]).toEqual([NaN, NaN, 9, 10.5]);
});

it('falls below 0 where bars close at their lows', () => {
  expect([...adosc(high, low, low, volume, 1, 3)]).toEqual([NaN, NaN, -9, -10.5]);
});

it('says which of the two comes first', () => {
  expect(() => adosc(high, low, low, volume, 10, 3)).toThrow('adosc: fast is 10, slow is 3 (give fast < slow)');
});
