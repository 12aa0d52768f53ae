import { hashJson } from '@tidemark/core-market';
import { closeToClose } from '@tidemark/modeling-indicators';
import { checkBars, checkNames, checkWithin, refuseOption } from '../base/check-options.ts';
import { regimesOf, type RegimeDetector } from './detector.ts';

/** How much evidence makes a change. All in standard deviations of a bar's return. */
export interface ChangePointRegimeOptions {
  /** Returns before a bar that its own is measured by. Default 50, at least 2. */
  readonly lookback?: number | undefined;
  /** Return of a bar that is taken for nothing, 0 or more. Default 0.5: best for a shift of the mean by 1. */
  readonly drift?: number | undefined;
  /** Sum at which a change is called, above 0. Default 5. */
  readonly threshold?: number | undefined;
}

const where = 'changePointRegime';

/**
 * Down, steady or up by Page's cumulative sums (CUSUM) of the returns. With z the bar's logarithmic return over the
 * volatility of the `lookback` returns before it, evidence for a rise is up = max(0, up + z - drift), for a fall
 * down = max(0, down - z - drift), both at most `threshold`.
 *
 * The regime is up from the bar on which `up` reaches the threshold until it has come back to 0, or `down` reaches the
 * threshold, which takes all evidence for a rise away; a fall mirrors it. Otherwise it is steady. On a random walk the
 * defaults call a change every 360 bars or so.
 *
 * The first label is that of bar `lookback + 1`. A price that is not positive has no label until the window is full
 * again, and the evidence starts anew; a bar after returns that were all equal tells nothing.
 *
 * @throws StrategyError INVALID_OPTION
 * @see Page, Continuous Inspection Schemes (1954)
 * @example changePointRegime({ threshold: 4 }).labels // => ['down', 'steady', 'up']
 */
export function changePointRegime(options: ChangePointRegimeOptions = {}): RegimeDetector<'down' | 'steady' | 'up'> {
  checkNames(where, options, ['lookback', 'drift', 'threshold']);
  const { lookback = 50, drift = 0.5, threshold = 5 } = options;
  checkBars(where, 'lookback', lookback, 2);
  if (!(drift >= 0 && drift < Infinity)) refuseOption(where, `drift is ${String(drift)}`, 'give a number, 0 or more');
  checkWithin(where, 'threshold', threshold, 0, Infinity);
  return {
    name: 'change-point-regime',
    params: { lookback, drift, threshold },
    codeHash: hashJson({ detector: 'change-point-regime', revision: 1 }),
    labels: ['down', 'steady', 'up'],
    over({ close, length }) {
      const volatility = closeToClose(close, lookback);
      const rise = new Float64Array(length).fill(NaN);
      const fall = new Float64Array(length).fill(NaN);
      const index = new Int8Array(length).fill(-1);
      let up = 0;
      let down = 0;
      let regime = 1;
      for (let i = 1; i < length; i++) {
        const deviation = volatility[i - 1];
        const z = deviation > 0 ? Math.log(close[i] / close[i - 1]) / deviation : 0;
        if (deviation !== deviation || z !== z || z === Infinity || z === -Infinity) {
          up = down = 0;
          regime = 1;
          continue;
        }
        up = Math.min(threshold, Math.max(0, up + z - drift));
        down = Math.min(threshold, Math.max(0, down - z - drift));
        if (up === threshold) {
          regime = 2;
          down = 0;
        } else if (down === threshold) {
          regime = 0;
          up = 0;
        } else if ((regime === 2 && up === 0) || (regime === 0 && down === 0)) regime = 1;
        index[i] = regime;
        rise[i] = up;
        fall[i] = down;
      }
      return regimesOf(index, { rise, fall });
    },
  };
}
