import { closeToClose } from '@tidemark/modeling-indicators';
import { checkBars, checkNames, checkWithin } from '../check-options.ts';
import { builtInStage, type SignalStage, type StageRun } from './signal-stage.ts';

export interface ScaleToVolatilityOptions {
  /** Volatility wanted, a fraction above 0: per bar, or per year with `barsPerYear`. */
  readonly target: number;
  /** Returns that the volatility is measured on. Default 20, at least 2. */
  readonly lookback?: number | undefined;
  /** Bars in a year, such as 252: makes `target` a volatility per year. */
  readonly barsPerYear?: number | undefined;
}

/**
 * The stance times target volatility / realised volatility, the factor being 1 at most: the same risk in wild markets as
 * in ordinary ones, and never more than the strategy asked for. Realised is the close-to-close volatility of the last
 * `lookback` returns; where the market did not move the factor is 1.
 *
 * It answers from bar `lookback` on, or as soon as it is shown a stance. A price that is not positive keeps what came out
 * before until the window is full again.
 *
 * @throws StrategyError INVALID_OPTION
 * @example scaleToVolatility({ target: 0.1, barsPerYear: 252 }).params // => { target: 0.1, lookback: 20, barsPerYear: 252 }
 */
export function scaleToVolatility(options: ScaleToVolatilityOptions): SignalStage {
  const where = 'scaleToVolatility';
  checkNames(where, options, ['target', 'lookback', 'barsPerYear']);
  const { target, lookback = 20, barsPerYear = 1 } = options;
  checkWithin(where, 'target', target, 0, Infinity);
  checkBars(where, 'lookback', lookback, 2);
  checkWithin(where, 'barsPerYear', barsPerYear, 0, Infinity);
  const perBar = target / Math.sqrt(barsPerYear);
  return builtInStage('scale-to-volatility', { target, lookback, barsPerYear }, ({ close }, from): StageRun => {
    const volatility = closeToClose(close, lookback);
    const update = (stance: number, i: number): number => {
      const realised = volatility[i];
      return realised <= perBar ? stance : stance * (perBar / realised); // NaN where it is not known
    };
    return { ready: Math.max(from, lookback), update };
  });
}
