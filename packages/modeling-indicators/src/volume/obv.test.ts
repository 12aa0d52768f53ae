import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { obv } from './obv.ts';

describeIndicator(obv, { params: [], lookback: 0, flat: () => 1000 }, { describe, it });

it('adds the volume of a rise, takes away that of a fall, and leaves out a bar that closes where the last one did', () => {
  expect([...obv(Float64Array.of(1, 2, 2, 1), Float64Array.of(10, 20, 30, 40))]).toEqual([10, 30, 30, -10]);
});

it.each([
  ['close', [1, 2, NaN, 2, 3], [10, 20, 30, 40, 50]],
  ['volume', [1, 2, 1, 2, 3], [10, 20, NaN, 40, 50]],
])('starts at the volume of the bar behind an unknown %s', (_, close, volume) => {
  expect([...obv(Float64Array.from(close), Float64Array.from(volume))]).toEqual([10, 30, NaN, 40, 90]);
});
