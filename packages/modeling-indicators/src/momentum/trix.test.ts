import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { trix } from './trix.ts';

describeIndicator(trix, { params: [15], lookback: 43, flat: () => 0 }, { describe, it });
describeIndicator(trix, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

it('is the rate of change where nothing is smoothed', () => {
  expect([...trix(Float64Array.of(4, 5, 10, 0, 3), 1)]).toEqual([NaN, 25, 100, -100, 0]);
});

it('smooths three times', () => {
  // of a line that rises by 2 a bar, each EMA of 3 is the line 1 bar ago; three of them: 6 on row 6, then 8 and 10
  const rising = Float64Array.from({ length: 9 }, (_, row) => 2 * row);
  const [first, second] = trix(rising, 3).slice(7);
  expect(first).toBeCloseTo(100 / 3, 12);
  expect(second).toBe(25);
});
