import { refuse } from './error.ts';

/**
 * Refuses what is no number of bars: an integer from 1 to 100,000,000 (a stream may keep that many values).
 *
 * @param name of the indicator, for the message
 * @param parameter what the period is called, where an indicator has several
 * @throws IndicatorError INVALID_PERIOD
 */
export function assertPeriod(name: string, period: number, parameter: string = 'period'): void {
  if (period > 0 && period <= 1e8 && period === (period | 0)) return; // `| 0` leaves an integer
  refuse('INVALID_PERIOD', name, `${parameter} is ${typeof period} ${period}`, 'give an integer >= 1');
}
