import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { donchian } from './donchian.ts';

const flat = (price: number) => ({ upper: price, middle: price, lower: price });
describeIndicator(donchian, { params: [20], lookback: 19, flat }, { describe, it });
describeIndicator(donchian, { params: [1], lookback: 0, flat }, { describe, it });

it('reaches from the lowest low to the highest high, this bar included', () => {
  const { upper, middle, lower } = donchian(Float64Array.of(5, 7, 6, 9), Float64Array.of(3, 4, 2, 5), 2);
  expect([[...upper], [...middle], [...lower]]).toEqual([
    [NaN, 7, 7, 9],
    [NaN, 5, 4.5, 5.5],
    [NaN, 3, 2, 2],
  ]);
});

it('forgets the highs where a low is not known', () => {
  const { upper } = donchian(Float64Array.of(5, 9, 6, 7), Float64Array.of(3, NaN, 2, 5), 2);
  expect([...upper]).toEqual([NaN, NaN, NaN, 7]);
});
