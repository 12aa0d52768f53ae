import { hashJson } from '@tidemark/core-market';
import { closeToClose } from '@tidemark/modeling-indicators';
import { checkBars, checkNames, checkWithin } from '../base/check-options.ts';
import { regimesOf, type RegimeDetector } from './detector.ts';

/** How a trend is measured, and how strong it must be. */
export interface TrendRegimeOptions {
  /** Returns that the trend is measured on. Default 100, at least 2. */
  readonly lookback?: number | undefined;
  /** Standard deviations that the market must have moved over the lookback, above 0. Default 1. */
  readonly threshold?: number | undefined;
}

const where = 'trendRegime';

/**
 * Down, sideways or up by how far the close moved over the last `lookback` bars, in standard deviations of such a move:
 * log(close / close `lookback` bars ago) / (volatility * sqrt(lookback)), the volatility being the close-to-close one of
 * the same bars. Up from `threshold` on, down from -`threshold` on.
 *
 * A random walk is sideways two thirds of the time at a threshold of 1. A market that does not move is sideways. The
 * first label is that of bar `lookback`.
 *
 * @throws StrategyError INVALID_OPTION
 * @see Moskowitz, Ooi and Pedersen, Time Series Momentum (2012), for returns scaled by volatility
 * @example trendRegime({ lookback: 50 }).labels // => ['down', 'sideways', 'up']
 */
export function trendRegime(options: TrendRegimeOptions = {}): RegimeDetector<'down' | 'sideways' | 'up'> {
  checkNames(where, options, ['lookback', 'threshold']);
  const { lookback = 100, threshold = 1 } = options;
  checkBars(where, 'lookback', lookback, 2);
  checkWithin(where, 'threshold', threshold, 0, Infinity);
  return {
    name: 'trend-regime',
    params: { lookback, threshold },
    codeHash: hashJson({ detector: 'trend-regime', revision: 1 }),
    labels: ['down', 'sideways', 'up'],
    over({ close, length }) {
      const volatility = closeToClose(close, lookback);
      const strength = new Float64Array(length).fill(NaN);
      const index = new Int8Array(length).fill(-1);
      for (let i = lookback; i < length; i++) {
        const deviation = volatility[i] * Math.sqrt(lookback);
        if (deviation !== deviation) continue;
        const move = Math.log(close[i] / close[i - lookback]);
        // A straight line has no deviation, or one of rounding alone: it is as strong as a trend can be.
        const score = move === 0 ? 0 : move / deviation;
        strength[i] = Math.max(-1e6, Math.min(1e6, score));
        index[i] = score >= threshold ? 2 : score <= -threshold ? 0 : 1;
      }
      return regimesOf(index, { strength });
    },
  };
}
