import { badOption, checkDrift, checkVolatility } from './model-option.ts';
import type { PriceModel } from './price-model.ts';
import { shocksOf } from './shocks.ts';

export interface GeometricBrownianOptions {
  /** Expected growth a year as a fraction: 0.05 is 5 %. */
  readonly annualDrift?: number | undefined;
  /** Standard deviation of a year's return as a fraction: 0.2 is 20 %. */
  readonly annualVolatility?: number | undefined;
}

/**
 * Geometric Brownian motion in steps: the price times 1 + drift + volatility * shock.
 *
 * @throws DataError BAD_OPTION for values that are not finite, a negative volatility, or steps that could reach zero
 */
export function geometricBrownian(options: GeometricBrownianOptions = {}): PriceModel {
  const { annualDrift = 0.05, annualVolatility = 0.2 } = options;
  checkDrift('annualDrift', annualDrift);
  checkVolatility('annualVolatility', annualVolatility);
  return {
    name: 'geometric-brownian',
    begin(random, stepYears, shocks = shocksOf(random)) {
      const drift = annualDrift * stepYears;
      const volatility = annualVolatility * Math.sqrt(stepYears);
      if (1 + drift - volatility * shocks.largest <= 0) {
        throw badOption(
          'annualVolatility',
          annualVolatility,
          'a single step could take the price to zero: give a shorter timeframe or less volatility',
        );
      }
      return () => 1 + drift + volatility * shocks.next();
    },
  };
}
