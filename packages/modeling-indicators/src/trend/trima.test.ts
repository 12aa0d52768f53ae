import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { trima } from './trima.ts';

const flat = (price: number): number => price;
describeIndicator(trima, { params: [20], lookback: 19, flat }, { describe, it });
describeIndicator(trima, { params: [13], lookback: 12, flat }, { describe, it });
describeIndicator(trima, { params: [1], lookback: 0, flat }, { describe, it });

it.each([
  [1, [1]],
  [2, [1, 1]],
  [5, [1, 2, 3, 2, 1]],
  [6, [1, 2, 3, 3, 2, 1]],
])('weighs a window of %d like a triangle', (period, weights) => {
  // a single 1 that passes through the window is answered by its weight, the newest first
  const pulse = Float64Array.from({ length: 20 }, (_, row) => Number(row === 10));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const read = trima(pulse, period).slice(10, 10 + period);
  weights.forEach((weight, row) => expect(read[row]).toBeCloseTo(weight / total, 14));
  expect(trima(pulse, period)[10 + period]).toBeCloseTo(0, 14);
});
