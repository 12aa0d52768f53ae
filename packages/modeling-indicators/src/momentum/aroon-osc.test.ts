import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { aroonOsc } from './aroon-osc.ts';

describeIndicator(aroonOsc, { params: [14], lookback: 14, flat: () => 0 }, { describe, it });
describeIndicator(aroonOsc, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

it('is positive where the highest high is younger than the lowest low', () => {
  // row 2: high one bar ago, low now; row 3: high now, low one bar ago
  const [high, low] = [Float64Array.of(3, 5, 4, 6), Float64Array.of(2, 4, 1, 3)];
  expect([...aroonOsc(high, low, 2)]).toEqual([NaN, NaN, -50, 50]);
});

it('counts the latest of equal extremes', () => {
  expect([...aroonOsc(Float64Array.of(5, 5, 4), Float64Array.of(1, 2, 2), 2)]).toEqual([NaN, NaN, 50]);
});
