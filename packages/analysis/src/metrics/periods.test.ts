import { expect, it } from 'vitest';
import {
  commonSenseRatio,
  maxConsecutivePeriodLosses,
  maxConsecutivePeriodWins,
  periodKelly,
  periodPayoff,
  periodProfitFactor,
  periodSqn,
  periodWinRate,
} from './periods.ts';

const column = Float64Array.of(0.02, 0, -0.01, -0.01, 0.02, 0.02);

it('leaves periods of zero out of the win rate', () => {
  expect(periodWinRate(column).value).toBe(0.6);
});

it('payoff, profit factor and Kelly are by hand: 2 to 1 at 60 %', () => {
  expect(periodPayoff(column).value).toBeCloseTo(2, 12);
  expect(periodProfitFactor(column).value).toBeCloseTo(3, 12);
  expect(periodKelly(column).value).toBeCloseTo(0.4, 12);
});

it('a period of zero ends a run', () => {
  expect(maxConsecutivePeriodWins(column).value).toBe(2);
  expect(maxConsecutivePeriodLosses(column).value).toBe(2);
});

it('says what is missing', () => {
  expect(periodPayoff(Float64Array.of(-0.1)).reason).toBe('no_wins');
  expect(periodKelly(Float64Array.of(-0.1)).reason).toBe('no_wins');
  expect(commonSenseRatio(Float64Array.of(0.1)).reason).toBe('no_losses');
  expect(periodSqn(Float64Array.of(0.1, 0.1)).reason).toBe('zero_variance');
});
