import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { dx } from './dx.ts';

describeIndicator(dx, { params: [14], lookback: 14, flat: () => 0 }, { describe, it });
describeIndicator(dx, { params: [2], lookback: 2, flat: () => 0 }, { describe, it });
describeIndicator(dx, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

const high = Float64Array.of(10, 12, 13, 11, 14);
const low = Float64Array.of(8, 9, 11, 7, 9);
const close = Float64Array.of(9, 11, 12, 8, 13);

it('is the difference of the two directional indicators as a percentage of their sum', () => {
  // smoothed moves with a period of 2: up 2, 2, 1, 3.5 and down 0, 0, 4, 2
  const expected = [100, 60, (100 * 1.5) / 5.5];
  dx(high, low, close, 2)
    .slice(2)
    .forEach((value, row) => expect(value).toBeCloseTo(expected[row], 12));
});

it('reads 0 where bars move without a direction', () => {
  const inside = [Float64Array.of(9, 8, 7), Float64Array.of(1, 2, 3), Float64Array.of(5, 6, 4)] as const;
  expect([...dx(...inside, 1)]).toEqual([NaN, 0, 0]);
});
