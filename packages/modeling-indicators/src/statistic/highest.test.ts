import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { highest } from './highest.ts';

describeIndicator(highest, { params: [20], lookback: 19, flat: (price) => price }, { describe, it });
describeIndicator(highest, { params: [1], lookback: 0, flat: (price) => price }, { describe, it });

it('is the highest of the window, this bar included', () => {
  expect([...highest(Float64Array.of(3, 1, 2, 5, 4, 3), 3)]).toEqual([NaN, NaN, 3, 5, 5, 5]);
});

it('falls when the highest leaves the window', () => {
  expect([...highest(Float64Array.of(-1, -2, -3, -4), 2)]).toEqual([NaN, -1, -2, -3]);
});
