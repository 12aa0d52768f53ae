import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { adx } from './adx.ts';

describeIndicator(adx, { params: [14], lookback: 27, flat: () => 0 }, { describe, it });
describeIndicator(adx, { params: [2], lookback: 3, flat: () => 0 }, { describe, it });
describeIndicator(adx, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

const high = Float64Array.of(10, 12, 13, 11, 14);
const low = Float64Array.of(8, 9, 11, 7, 9);
const close = Float64Array.of(9, 11, 12, 8, 13);

it('is the mean of the first DX, then moves a period-th of the way to each new one', () => {
  // DX 100, 60, 1.5 / 5.5 with a period of 2
  const expected = [80, (80 + 150 / 5.5) / 2];
  adx(high, low, close, 2)
    .slice(3)
    .forEach((value, row) => expect(value).toBeCloseTo(expected[row], 12));
});

it('reads 100 in a market that only rises, and the same in one that only falls', () => {
  const rising = Float64Array.from({ length: 40 }, (_, row) => 100 + row);
  const falling = rising.toReversed();
  expect(new Set(adx(rising, rising, rising, 5).slice(9))).toEqual(new Set([100]));
  expect(new Set(adx(falling, falling, falling, 5).slice(9))).toEqual(new Set([100]));
});
