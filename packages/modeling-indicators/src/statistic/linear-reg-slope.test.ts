import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { linearRegSlope } from './linear-reg-slope.ts';

describeIndicator(linearRegSlope, { params: [14], lookback: 13, flat: () => 0 }, { describe, it });
describeIndicator(linearRegSlope, { params: [2], lookback: 1, flat: () => 0 }, { describe, it });
describeIndicator(linearRegSlope, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

it('is the rise of the line per bar', () => {
  expect([...linearRegSlope(Float64Array.of(1, 2, 6, 1), 3)]).toEqual([NaN, NaN, 2.5, -0.5]);
});

it('does not cancel where prices are high and moves small', () => {
  const values = Float64Array.from({ length: 100 }, (_, row) => 1e8 + row / 1024);
  expect(linearRegSlope(values, 14)[99]).toBeCloseTo(1 / 1024, 14);
});
