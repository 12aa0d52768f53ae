import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { linearRegAngle } from './linear-reg-angle.ts';

describeIndicator(linearRegAngle, { params: [14], lookback: 13, flat: () => 0 }, { describe, it });
describeIndicator(linearRegAngle, { params: [2], lookback: 1, flat: () => 0 }, { describe, it });
describeIndicator(linearRegAngle, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

it('is 45 degrees where the line rises by one a bar', () => {
  expect([...linearRegAngle(Float64Array.of(1, 2, 3), 3)]).toEqual([NaN, NaN, 45]);
});

it('is the same downwards, with a minus', () => {
  expect([...linearRegAngle(Float64Array.of(3, 2, 1), 3)]).toEqual([NaN, NaN, -45]);
});
