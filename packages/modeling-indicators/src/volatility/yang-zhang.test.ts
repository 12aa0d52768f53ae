import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { yangZhang } from './yang-zhang.ts';

const invalid = [[1], [0], [2.5], [NaN], [Infinity]];
describeIndicator(yangZhang, { params: [20], lookback: 20, flat: () => 0, invalid }, { describe, it });
describeIndicator(yangZhang, { params: [2], lookback: 2, flat: () => 0, invalid }, { describe, it });

it('sees the jumps between bars', () => {
  const price = Float64Array.of(1, 1, 4); // jumps 0 and ln 4: sample variance 2 ln²2
  expect(yangZhang(price, price, price, price, 2)[2]).toBeCloseTo(Math.LN2 * Math.SQRT2, 15);
});

it('weighs the variance of the bodies against what happens inside the bars', () => {
  const one = Float64Array.of(1, 1, 1);
  const k = 0.34 / (1.34 + 3);
  const volatility = yangZhang(one, Float64Array.of(2, 2, 2), one, one, 2); // bodies 0, inside ln²2
  expect(volatility[2]).toBeCloseTo(Math.LN2 * Math.sqrt(1 - k), 15);
});

it('knows no jump from a close whose bar is not known', () => {
  const one = Float64Array.of(1, 1, 1, 1, 1);
  const high = Float64Array.of(1, NaN, 1, 1, 1);
  expect([...yangZhang(one, high, one, one, 2)]).toEqual([NaN, NaN, NaN, NaN, 0]);
});
