import { assertPeriod } from './assert-period.ts';
import { refuse } from './error.ts';

/**
 * Refuses what is no number of bars, and a single bar, in which nothing varies.
 *
 * @param name of the indicator, for the message
 * @throws IndicatorError INVALID_PERIOD
 */
export function assertTwoBars(name: string, period: number): void {
  assertPeriod(name, period);
  if (period < 2) refuse('INVALID_PERIOD', name, `period is ${period}`, 'give an integer >= 2');
}
