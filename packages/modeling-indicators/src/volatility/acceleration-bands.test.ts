import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { accelerationBands } from './acceleration-bands.ts';

const flat = (price: number) => ({ upper: price, middle: price, lower: price });
describeIndicator(accelerationBands, { params: [20], lookback: 19, flat }, { describe, it });
describeIndicator(accelerationBands, { params: [1], lookback: 0, flat }, { describe, it });

it('pushes the high and the low outwards by four times the range over their sum', () => {
  const bands = accelerationBands(Float64Array.of(5, 3), Float64Array.of(3, 1), Float64Array.of(4, 2), 2);
  expect([bands.upper[1], bands.middle[1], bands.lower[1]]).toEqual([9.5, 3, -0.5]); // (10 + 9) / 2, (0 - 1) / 2
});

it('pushes nothing where high and low add up to nothing', () => {
  const bands = accelerationBands(Float64Array.of(1), Float64Array.of(-1), Float64Array.of(0), 1);
  expect([bands.upper[0], bands.middle[0], bands.lower[0]]).toEqual([1, 0, -1]);
});
