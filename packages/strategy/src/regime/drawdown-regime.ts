import { hashJson } from '@tidemark/core-market';
import { checkBars, checkNames, checkWithin, refuseOption } from '../base/check-options.ts';
import { regimesOf, type RegimeDetector } from './detector.ts';

/** When a drawdown begins, and when it is over. */
export interface DrawdownRegimeOptions {
  /** Fall from the peak at which a drawdown begins, a fraction in (0, 1]. Default 0.1. */
  readonly threshold?: number | undefined;
  /** Fall from the peak at which it is over, a fraction from 0 up to the threshold. Default: half the threshold. */
  readonly recovery?: number | undefined;
  /** Bars whose highest close is the peak, this one included. Left out: all bars since the first. */
  readonly lookback?: number | undefined;
}

const where = 'drawdownRegime';

/**
 * Normal or drawdown by how far the close is below its peak: a drawdown begins where the fall reaches `threshold`, and
 * is over where it has come back to `recovery`. In between the regime stays as it is.
 *
 * The first label is that of the first bar; with `lookback` that of bar `lookback - 1`. A close that is not positive has
 * no label.
 *
 * @throws StrategyError INVALID_OPTION
 * @example drawdownRegime({ threshold: 0.2 }).params // => { threshold: 0.2, recovery: 0.1, lookback: null }
 */
export function drawdownRegime(options: DrawdownRegimeOptions = {}): RegimeDetector<'normal' | 'drawdown'> {
  checkNames(where, options, ['threshold', 'recovery', 'lookback']);
  const { threshold = 0.1, lookback } = options;
  checkWithin(where, 'threshold', threshold, 0, 1);
  const recovery = options.recovery ?? threshold / 2;
  if (!(recovery >= 0 && recovery <= threshold))
    refuseOption(where, `recovery is ${String(recovery)}`, `give a fraction from 0 up to the threshold, ${threshold}`);
  if (lookback !== undefined) checkBars(where, 'lookback', lookback, 1);
  return {
    name: 'drawdown-regime',
    params: { threshold, recovery, lookback: lookback ?? null },
    codeHash: hashJson({ detector: 'drawdown-regime', revision: 1 }),
    labels: ['normal', 'drawdown'],
    over({ close, length }) {
      const peaks = runningPeak(close, lookback ?? Infinity);
      const drawdown = new Float64Array(length).fill(NaN);
      const index = new Int8Array(length).fill(-1);
      let regime = 0;
      for (let i = lookback === undefined ? 0 : lookback - 1; i < length; i++) {
        if (!(close[i] > 0)) continue;
        const fall = (drawdown[i] = 1 - close[i] / peaks[i]);
        if (fall >= threshold) regime = 1;
        else if (fall <= recovery) regime = 0;
        index[i] = regime;
      }
      return regimesOf(index, { drawdown });
    },
  };
}

/** The highest of the last `lookback` values, this one included, or of as many as there are; NaN is passed over. */
function runningPeak(values: Float64Array, lookback: number): Float64Array {
  const peaks = new Float64Array(values.length);
  const queue = new Int32Array(values.length); // bars whose values descend: the first one holds the peak
  let head = 0;
  let tail = 0;
  for (let i = 0; i < values.length; i++) {
    if (head < tail && queue[head] <= i - lookback) head++;
    if (values[i] === values[i]) {
      while (head < tail && values[queue[tail - 1]] <= values[i]) tail--;
      queue[tail++] = i;
    }
    peaks[i] = head < tail ? values[queue[head]] : NaN;
  }
  return peaks;
}
