import { hashJson } from '@tidemark/core-market';
import { closeToClose, rollingPercentRank } from '@tidemark/modeling-indicators';
import { checkBars, checkNames, refuseOption } from '../base/check-options.ts';
import { regimesOf, type RegimeDetector, type Regimes } from './detector.ts';

type One = readonly [wild: number];
type Two = readonly [normal: number, wild: number];

/** How volatility is measured, and where it parts. One boundary makes calm and wild, two calm, normal and wild. */
export interface VolatilityRegimeOptions<Boundaries extends One | Two = One> {
  /** Returns that the volatility is measured on. Default 60, at least 2. */
  readonly lookback?: number | undefined;
  /** Ranks among the last `history` volatilities, ascending, in (0, 1). Default [0.5]: wild is above the median. */
  readonly quantiles?: Boundaries | undefined;
  /** Volatilities that a quantile is taken of. Default 250, at least 2. */
  readonly history?: number | undefined;
  /** Instead of quantiles: volatilities per bar, ascending; 0.01 is a standard deviation of 1 % a bar. */
  readonly thresholds?: Boundaries | undefined;
}

const where = 'volatilityRegime';

/**
 * Calm, normal or wild by the close-to-close volatility of the last `lookback` returns: the standard deviation of their
 * logarithms, per bar. A bar belongs to the regime above a boundary where it reaches it.
 *
 * By `quantiles` (the default) a volatility is ranked among the `history` ones before it: the share of them that are
 * below. The first label is then that of bar `lookback + history`, with `thresholds` that of bar `lookback`. No label
 * follows a price that is not positive, until the windows are full again.
 *
 * @throws StrategyError INVALID_OPTION
 * @example
 * volatilityRegime({ lookback: 20 }).labels // => ['calm', 'wild']
 * volatilityRegime({ thresholds: [0.01, 0.03] }).labels // => ['calm', 'normal', 'wild']
 */
export function volatilityRegime(options?: VolatilityRegimeOptions): RegimeDetector<'calm' | 'wild'>;
export function volatilityRegime(options: VolatilityRegimeOptions<Two>): RegimeDetector<'calm' | 'normal' | 'wild'>;
export function volatilityRegime(
  options: VolatilityRegimeOptions<One | Two> = {},
): RegimeDetector<'calm' | 'normal' | 'wild'> {
  checkNames(where, options, ['lookback', 'quantiles', 'history', 'thresholds']);
  const { lookback = 60, history = 250, thresholds } = options;
  checkBars(where, 'lookback', lookback, 2);
  checkBars(where, 'history', history, 2);
  if (thresholds !== undefined && options.quantiles !== undefined)
    refuseOption(where, 'both quantiles and thresholds are given', 'give one of them');
  const quantiles = options.quantiles ?? [0.5];
  checkBoundaries('quantiles', quantiles, 1);
  if (thresholds !== undefined) checkBoundaries('thresholds', thresholds, Infinity);
  const boundaries = [...(thresholds ?? quantiles)];
  const params =
    thresholds === undefined ? { lookback, history, quantiles: boundaries } : { lookback, thresholds: boundaries };
  return {
    name: 'volatility-regime',
    params,
    codeHash: hashJson({ detector: 'volatility-regime', revision: 1 }),
    labels: boundaries.length === 1 ? ['calm', 'wild'] : ['calm', 'normal', 'wild'],
    over({ close }) {
      const volatility = closeToClose(close, lookback);
      if (thresholds !== undefined) return byLevel(volatility, boundaries, { volatility });
      const rank = rollingPercentRank(volatility, history).map((percent) => percent / 100);
      return byLevel(rank, boundaries, { volatility, rank });
    },
  };
}

function byLevel(level: Float64Array, boundaries: readonly number[], columns: Record<string, Float64Array>): Regimes {
  const index = new Int8Array(level.length).fill(-1);
  for (let i = 0; i < level.length; i++) {
    if (level[i] !== level[i]) continue;
    let label = 0;
    while (label < boundaries.length && level[i] >= boundaries[label]) label++;
    index[i] = label;
  }
  return regimesOf(index, columns);
}

function checkBoundaries(name: string, boundaries: readonly number[], below: number): void {
  const given = Array.isArray(boundaries) ? boundaries : [];
  const sound = given.length === 1 || given.length === 2;
  const ascending = given.every((level, k) => level > (k === 0 ? 0 : given[k - 1]) && level < below);
  if (sound && ascending) return;
  const range = below === 1 ? 'in (0, 1)' : 'above 0';
  refuseOption(where, `${name} is ${JSON.stringify(boundaries)}`, `give one or two numbers ${range}, ascending`);
}
