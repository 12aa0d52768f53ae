import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ulcer } from './ulcer.ts';

describeIndicator(ulcer, { params: [14], lookback: 26, flat: () => 0 }, { describe, it });
describeIndicator(ulcer, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

it('is the root of the mean square of the falls from the high, in percent', () => {
  const index = ulcer(Float64Array.of(10, 10, 9, 4.5), 2); // falls 0, 10, 50
  expect([...index].slice(0, 2)).toEqual([NaN, NaN]);
  expect([index[2], index[3]]).toEqual([Math.sqrt(50), Math.sqrt(1300)]);
});

it('is exactly 0 where the market only rises, whatever came before', () => {
  const prices = Float64Array.of(1e6, 0.3, 0.7, 1.1, 1.2, 1.7, 1.9, 2.3, 2.4);
  expect([...ulcer(prices, 3)].slice(6)).toEqual([0, 0, 0]);
});

it('is not known where the highest value is 0', () => {
  expect([...ulcer(Float64Array.of(4, 0, 5, 4), 1)]).toEqual([0, NaN, 0, 0]);
});
