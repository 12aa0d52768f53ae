import { badOption } from './model-option.ts';
import type { PriceModel } from './price-model.ts';

/** A state of the market. */
export interface Regime {
  readonly model: PriceModel;
  /** How long it lasts on average, in years: 0.25 is a quarter. */
  readonly meanYears: number;
}

/**
 * A market that changes its ways: a Markov chain of regimes, each a model of its own. From one it goes to any other with
 * the same chance, after a time without memory. It begins in the first.
 *
 * @see Hamilton, A New Approach to the Economic Analysis of Nonstationary Time Series (1989)
 * @throws DataError BAD_OPTION for fewer than two regimes, or one that is shorter than a step
 * @example
 * const calm = { model: geometricBrownian({ annualDrift: 0.12, annualVolatility: 0.1 }), meanYears: 1 };
 * const storm = { model: geometricBrownian({ annualDrift: -0.3, annualVolatility: 0.4 }), meanYears: 0.2 };
 * syntheticBars({ seed: 7, bars: 250, model: regimeSwitching([calm, storm]) }).length // => 250
 */
export function regimeSwitching(regimes: readonly Regime[]): PriceModel {
  if (regimes.length < 2) throw badOption('regimes', regimes.length, 'give two regimes or more');
  for (const [i, { meanYears }] of regimes.entries()) {
    if (meanYears > 0 && meanYears < Infinity) continue;
    throw badOption(`regimes[${i}].meanYears`, meanYears, 'give years, above 0: 0.25 is a quarter');
  }
  return {
    name: 'regime-switching',
    begin(random, stepYears, shocks) {
      const steps = regimes.map(({ model }) => model.begin(random, stepYears, shocks));
      const leaves = regimes.map(({ meanYears }, i) => {
        if (meanYears >= stepYears) return stepYears / meanYears;
        throw badOption(`regimes[${i}].meanYears`, meanYears, `give ${stepYears} or more: a step takes as long`);
      });
      let now = 0;
      return () => {
        if (random() < leaves[now]) now = (now + 1 + Math.floor(random() * (regimes.length - 1))) % regimes.length;
        return steps[now]();
      };
    },
  };
}
