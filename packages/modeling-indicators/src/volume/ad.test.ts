import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ad } from './ad.ts';

describeIndicator(ad, { params: [], lookback: 0, flat: () => 0 }, { describe, it });

const high = Float64Array.of(4, 4, 3, 4);
const low = Float64Array.of(2, 2, 3, 2);

it('adds the whole volume of a bar that closes at its high, and takes away that of one that closes at its low', () => {
  const volume = Float64Array.of(100, 80, 60, 40);
  expect([...ad(high, low, Float64Array.of(4, 2, 3, 2.5), volume)]).toEqual([100, 20, 20, 0]);
});

it('begins anew behind a NaN', () => {
  const volume = Float64Array.of(100, 80, NaN, 40);
  expect([...ad(high, low, Float64Array.of(4, 4, 3, 4), volume)]).toEqual([100, 180, NaN, 40]);
});
