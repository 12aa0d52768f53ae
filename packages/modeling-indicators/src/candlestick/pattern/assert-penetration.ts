import { assertNumber } from '../../assert-number.ts';

/**
 * Refuses what is no depth: how far a candle must reach into the body of another, as a fraction of it.
 *
 * @throws IndicatorError INVALID_PARAMETER
 */
export function assertPenetration(name: string, penetration: number): void {
  assertNumber(name, penetration, 'penetration', 0, 3e37);
}
