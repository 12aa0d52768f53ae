import { assertPositive, type Sizer } from './sizer.ts';

/**
 * As many units as an amount of money buys at the deciding close.
 *
 * @param money positive, in the instrument's currency
 * @throws RiskError INVALID_SIZE
 * @example fixedCash(10_000).name // => 'fixedCash(10000)'
 */
export function fixedCash(money: number): Sizer {
  assertPositive('fixedCash', 'money', money);
  return {
    name: `fixedCash(${money})`,
    quantity: ({ price, instrument }) => (price > 0 ? money / (price * instrument.multiplier) : 0),
  };
}
