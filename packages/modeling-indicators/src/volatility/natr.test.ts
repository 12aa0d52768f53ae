import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { natr } from './natr.ts';

describeIndicator(natr, { params: [14], lookback: 14, flat: () => 0 }, { describe, it });
describeIndicator(natr, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

const high = Float64Array.of(2, 4, 5, 9);
const low = Float64Array.of(1, 2, 4, 8);

it('is the average true range in percent of the close', () => {
  const percent = natr(high, low, Float64Array.of(2, 3, 5, 8), 2); // average true ranges 2, 3
  expect([...percent]).toEqual([NaN, NaN, 40, 37.5]);
});

it('is in percent with a period of 1, too', () => {
  expect([...natr(high, low, Float64Array.of(2, 4, 5, 8), 1)]).toEqual([NaN, 50, 20, 50]);
});

it('reads 0 where the close is 0, but not in its warm-up', () => {
  const close = Float64Array.of(0, 0, 5, 0);
  expect([...natr(high, low, close, 2)]).toEqual([NaN, NaN, 90, 0]); // true ranges 4, 5, 4
});
