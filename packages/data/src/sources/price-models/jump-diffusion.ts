import { geometricBrownian, type GeometricBrownianOptions } from './geometric-brownian.ts';
import { badOption, checkDrift, checkVolatility } from './model-option.ts';
import type { PriceModel } from './price-model.ts';
import { shocksOf } from './shocks.ts';

export interface JumpDiffusionOptions extends GeometricBrownianOptions {
  /** How many jumps a year has on average. Default 10. */
  readonly jumpsPerYear?: number | undefined;
  /** Mean of a jump as a fraction of the price. Default -0.02. */
  readonly jumpMean?: number | undefined;
  /** Standard deviation of a jump as a fraction. Default 0.03. */
  readonly jumpVolatility?: number | undefined;
}

/** A step with more jumps than this on average would hide that there may be two. */
const MOST_JUMPS_A_STEP = 0.1;

/**
 * Merton's jump diffusion in steps: geometric Brownian motion, and now and then a jump on top. `annualDrift` is the
 * growth that is expected with the jumps in it.
 *
 * @see Merton, Option Pricing When Underlying Stock Returns Are Discontinuous (1976)
 * @throws DataError BAD_OPTION for values that are not finite or negative, jumps that could reach zero, or more than one
 *   jump in ten steps
 * @example
 * const model = jumpDiffusion({ annualVolatility: 0.15, jumpsPerYear: 4, jumpMean: -0.05, jumpVolatility: 0.02 });
 * syntheticBars({ seed: 7, bars: 250, model }).length // => 250
 */
export function jumpDiffusion(options: JumpDiffusionOptions = {}): PriceModel {
  const { annualDrift = 0.05, annualVolatility, jumpsPerYear = 10, jumpMean = -0.02, jumpVolatility = 0.03 } = options;
  checkDrift('annualDrift', annualDrift);
  checkDrift('jumpMean', jumpMean);
  checkVolatility('jumpVolatility', jumpVolatility);
  if (!(jumpsPerYear >= 0 && jumpsPerYear < Infinity)) {
    throw badOption('jumpsPerYear', jumpsPerYear, 'give a number of jumps, 0 or more');
  }
  const diffusion = geometricBrownian({ annualDrift: annualDrift - jumpsPerYear * jumpMean, annualVolatility });
  return {
    name: 'jump-diffusion',
    begin(random, stepYears, shocks) {
      const step = diffusion.begin(random, stepYears, shocks);
      const sizes = shocksOf(random);
      if (1 + jumpMean - jumpVolatility * sizes.largest <= 0) {
        throw badOption('jumpVolatility', jumpVolatility, 'a jump could take the price to zero: give smaller jumps');
      }
      const chance = jumpsPerYear * stepYears;
      if (chance > MOST_JUMPS_A_STEP) {
        throw badOption('jumpsPerYear', jumpsPerYear, 'more than one step in ten would jump: give a shorter timeframe');
      }
      return () => {
        const moved = step();
        return random() < chance ? moved * (1 + jumpMean + jumpVolatility * sizes.next()) : moved;
      };
    },
  };
}
