import { assertPeriod } from './assert-period.ts';
import { refuse } from './error.ts';

/**
 * Refuses what is no pair of periods, the shorter one first.
 *
 * @param name of the indicator, for the message
 * @throws IndicatorError INVALID_PERIOD
 */
export function assertFastSlow(name: string, fast: number, slow: number): void {
  assertPeriod(name, fast, 'fast');
  assertPeriod(name, slow, 'slow');
  if (fast >= slow) refuse('INVALID_PERIOD', name, `fast is ${fast}, slow is ${slow}`, 'give fast < slow');
}
