import { assertPositive, type Sizer } from './sizer.ts';

/**
 * Always the same number of units.
 *
 * @param units positive
 * @throws RiskError INVALID_SIZE
 * @example fixedQuantity(100).name // => 'fixedQuantity(100)'
 */
export function fixedQuantity(units: number): Sizer {
  assertPositive('fixedQuantity', 'units', units);
  return { name: `fixedQuantity(${units})`, quantity: () => units };
}
