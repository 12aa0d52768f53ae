import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { forceIndex } from './force-index.ts';

const flat = () => ({ raw: 0, ema: 0 });
describeIndicator(forceIndex, { params: [13], lookback: 13, flat }, { describe, it });
describeIndicator(forceIndex, { params: [1], lookback: 1, flat }, { describe, it });

it('is the change times the volume, and its exponential mean, seeded with a plain one', () => {
  const { raw, ema } = forceIndex(Float64Array.of(5, 6, 8, 7), Float64Array.of(10, 20, 30, 50), 2);
  expect([...raw]).toEqual([NaN, 20, 60, -50]);
  expect([...ema]).toEqual([NaN, NaN, 40, -20]);
});

it('has no change behind a bar whose volume is not known', () => {
  const { raw } = forceIndex(Float64Array.of(5, 6, 8, 7), Float64Array.of(10, NaN, 30, 50), 1);
  expect([...raw]).toEqual([NaN, NaN, NaN, -50]);
});
