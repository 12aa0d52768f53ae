import { refuse } from './error.ts';

/**
 * Refuses what is no number between two bounds: a multiplier, a smoothing factor.
 *
 * @param name of the indicator, for the message
 * @throws IndicatorError INVALID_PARAMETER
 */
export function assertNumber(name: string, value: number, parameter: string, min: number, max: number): void {
  if (typeof value === 'number' && value >= min && value <= max) return;
  refuse('INVALID_PARAMETER', name, `${parameter} is ${typeof value} ${value}`, `give ${min} to ${max}`);
}
