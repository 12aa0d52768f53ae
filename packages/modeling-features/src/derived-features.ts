import { combine } from './combine.ts';
import type { Feature } from './feature.ts';
import { laggedValue } from './kernels/lagged-value.ts';
import { technical } from './technical-features.ts';

/**
 * A feature as it was `bars` bars ago.
 *
 * @throws IndicatorError INVALID_PERIOD
 * @example lagged(simpleReturn(1), 2).name // => 'return_1_lag_2'
 */
export function lagged(feature: Feature, bars: number): Feature {
  return technical(laggedValue, [bars], { of: feature, name: `${feature.name}_lag_${bars}` });
}

/**
 * How much a feature has changed over `bars` bars.
 *
 * @throws IndicatorError INVALID_PERIOD
 * @example
 * import { rsi } from '@tidemark/modeling-indicators';
 * change(technical(rsi, [14]), 3).formula // => 'rsi(close, 14) - lag(rsi(close, 14), 3)'
 */
export function change(feature: Feature, bars: number): Feature {
  const before = lagged(feature, bars);
  const named = { name: `${feature.name}_change_${bars}`, formula: `${feature.formula} - ${before.formula}` };
  return combine(named, [feature, before], (now, then) => now - then);
}

/**
 * One feature in units of another. Not known where the other is 0.
 *
 * @example
 * import { sma } from '@tidemark/modeling-indicators';
 * ratio(barColumn('close'), technical(sma, [200])).name // => 'close_over_sma_200'
 */
export function ratio(numerator: Feature, denominator: Feature): Feature {
  const named = {
    name: `${numerator.name}_over_${denominator.name}`,
    formula: `${numerator.formula} / ${denominator.formula}`,
  };
  return combine(named, [numerator, denominator], (a, b) => a / b);
}
