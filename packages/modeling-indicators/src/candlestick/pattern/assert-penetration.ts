import { refuse } from '../../error.ts';

/**
 * Refuses what is no depth: how far a candle must reach into the body of another, as a fraction of it.
 *
 * @throws IndicatorError INVALID_PARAMETER
 */
export function assertPenetration(name: string, penetration: number): void {
  if (typeof penetration === 'number' && penetration >= 0 && penetration <= 3e37) return;
  refuse('INVALID_PARAMETER', name, `penetration is ${typeof penetration} ${penetration}`, 'give 0 to 3e+37');
}
