import { RiskError } from '../error.ts';
import { assertPositive, type Sizer } from './sizer.ts';

/**
 * As many units as a fraction of the equity buys at the deciding close. Leave room for the next open and for costs:
 * the default of a backtest is 0.95.
 *
 * @param fraction in (0, 1]: 0.95 is 95 %
 * @throws RiskError INVALID_FRACTION for a percentage such as 95; INVALID_SIZE
 * @example percentOfEquity(0.95).name // => 'percentOfEquity(0.95)'
 */
export function percentOfEquity(fraction: number): Sizer {
  assertPositive('percentOfEquity', 'fraction', fraction);
  if (fraction > 1) {
    throw new RiskError('INVALID_FRACTION', {
      what: `the fraction is ${fraction}`,
      where: 'percentOfEquity',
      fix: `give a fraction of the equity, at most 1: ${fraction} % is ${fraction / 100}`,
    });
  }
  return {
    name: `percentOfEquity(${fraction})`,
    quantity: ({ price, equity, instrument }) =>
      price > 0 && equity > 0 ? (fraction * equity) / (price * instrument.multiplier) : 0,
  };
}
