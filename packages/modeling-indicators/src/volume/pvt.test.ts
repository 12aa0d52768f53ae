import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { pvt } from './pvt.ts';

describeIndicator(pvt, { params: [], lookback: 0, flat: () => 0 }, { describe, it });

it('adds the fraction of the volume that the close has moved', () => {
  expect([...pvt(Float64Array.of(4, 5, 2.5), Float64Array.of(10, 20, 30))]).toEqual([0, 5, -10]);
});

it('adds nothing behind a close of 0', () => {
  expect([...pvt(Float64Array.of(4, 0, 5, 10), Float64Array.of(10, 20, 30, 40))]).toEqual([0, -20, -20, 20]);
});

it('begins at 0 behind a NaN', () => {
  expect([...pvt(Float64Array.of(4, 5, NaN, 4, 5), Float64Array.of(9, 20, 9, 9, 40))]).toEqual([0, 5, NaN, 0, 10]);
});
