import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { rogersSatchell } from './rogers-satchell.ts';

describeIndicator(rogersSatchell, { params: [20], lookback: 19, flat: () => 0 }, { describe, it });
describeIndicator(rogersSatchell, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

const two = Float64Array.of(2, 2, 2, 2);
const four = Float64Array.of(4, 4, 4, 4);

it('is 0 in a market that only drifts', () => {
  expect([...rogersSatchell(two, four, two, four, 2)]).toEqual([NaN, 0, 0, 0]);
});

it('is the root of the mean variance of the bars', () => {
  const close = Float64Array.of(2, 4, 2, 2); // variances ln²2, 0, ln²2, ln²2
  const volatility = rogersSatchell(two, four, two, close, 2);
  expect(volatility[1]).toBeCloseTo(Math.LN2 / Math.SQRT2, 15);
  expect(volatility[3]).toBeCloseTo(Math.LN2, 15);
});

it('reads 0 where the close lies beyond the high', () => {
  expect(rogersSatchell(two, four, two, Float64Array.of(9, 9, 9, 9), 2)[3]).toBe(0);
});
