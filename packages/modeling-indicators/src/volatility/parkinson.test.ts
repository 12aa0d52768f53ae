import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { parkinson } from './parkinson.ts';

describeIndicator(parkinson, { params: [20], lookback: 19, flat: () => 0 }, { describe, it });
describeIndicator(parkinson, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

it('is the root mean square of ln(high / low), over 4 ln 2', () => {
  const volatility = parkinson(Float64Array.of(4, 2, 4), Float64Array.of(1, 2, 2), 2);
  expect(volatility[1]).toBeCloseTo(Math.sqrt(Math.LN2 / 2), 15);
  expect(volatility[2]).toBeCloseTo(Math.sqrt(Math.LN2 / 8), 15);
});

it('is exactly 0 where bars have no range, whatever came before', () => {
  expect(parkinson(Float64Array.of(900, 3, 3, 3, 3), Float64Array.of(7, 2, 3, 3, 3), 3)[4]).toBe(0);
});

it('starts anew behind a price that is not positive', () => {
  const high = Float64Array.of(2, -1, 2, 2);
  expect([...parkinson(high, Float64Array.of(2, -2, 2, 2), 2)]).toEqual([NaN, NaN, NaN, 0]);
});
