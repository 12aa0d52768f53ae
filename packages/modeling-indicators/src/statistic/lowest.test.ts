import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { lowest } from './lowest.ts';

describeIndicator(lowest, { params: [20], lookback: 19, flat: (price) => price }, { describe, it });
describeIndicator(lowest, { params: [1], lookback: 0, flat: (price) => price }, { describe, it });

it('is the lowest of the window, this bar included', () => {
  expect([...lowest(Float64Array.of(3, 1, 2, 5, 4, 3), 3)]).toEqual([NaN, NaN, 1, 1, 2, 3]);
});

it('rises when the lowest leaves the window', () => {
  expect([...lowest(Float64Array.of(-4, -3, -2, -1), 2)]).toEqual([NaN, -4, -3, -2]);
});
