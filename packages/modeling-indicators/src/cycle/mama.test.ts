import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { mama } from './mama.ts';

const invalid = [
  [0, 0.05],
  [0.5, 1],
  [NaN, 0.05],
  [0.5, '0.05'],
];
describeIndicator(mama, { params: [0.5, 0.05], lookback: 32, settling: 1500, invalid }, { describe, it });
describeIndicator(mama, { params: [0.05, 0.5], lookback: 32, settling: 1500, invalid }, { describe, it });

it('rises from 0 on row 12, as in TA-Lib', () => {
  const still = mama(new Float64Array(33).fill(8), 0.5, 0.5); // 21 bars, half of the way each
  expect(still.mama[32]).toBe(8 * (1 - 2 ** -21));
  let [leader, follower] = [0, 0];
  for (let bar = 0; bar < 21; bar++) {
    leader += (8 - leader) / 2;
    follower += (leader - follower) / 4;
  }
  expect(still.fama[32]).toBeCloseTo(follower, 12);
});

it('comes to rest at the price where nothing moves', () => {
  const { mama: leader, fama: follower } = mama(new Float64Array(1000).fill(0.1), 0.5, 0.05);
  expect(leader[999]).toBeCloseTo(0.1, 14);
  expect(follower[999]).toBeCloseTo(0.1, 14);
});

it('is an exponential mean where both limits are the same, and between two where they are not', () => {
  const ramp = Float64Array.from({ length: 200 }, (_, row) => row);
  const lag = (fastLimit: number, slowLimit: number): number => 199 - mama(ramp, fastLimit, slowLimit).mama[199];
  expect(lag(0.25, 0.25)).toBeCloseTo(0.75 / 0.25, 9);
  expect(lag(0.25, 0.01)).toBeGreaterThan(3);
  expect(lag(0.25, 0.01)).toBeLessThan(0.9 / 0.1);
});

it('is slower where the cycle goes round', () => {
  const wave = Float64Array.from({ length: 300 }, (_, row) => 100 + Math.sin((2 * Math.PI * row) / 20));
  const height = (fastLimit: number, slowLimit: number): number =>
    Math.max(...mama(wave, fastLimit, slowLimit).mama.subarray(200)) - 100;
  expect(height(0.5, 0.05)).toBeLessThan(height(0.5, 0.5) / 2);
});
