import { hashJson, type BarSeries } from '@tidemark/core-market';
import { checkBars, checkChoice, checkNames, checkWithin, refuseOption } from '../base/check-options.ts';
import { regimesOf, type RegimeDetector, type Regimes } from './detector.ts';
import { fitByVolatility, type FitEffort } from './hidden-markov/fit-by-volatility.ts';
import { ForwardFilter, type GaussianModel } from './hidden-markov/gaussian-model.ts';

/** How many states there are, and what they are learnt from. */
export interface HiddenMarkovRegimeOptions<States extends 2 | 3 = 2> {
  /** Default 2: calm and wild; 3: calm, normal and wild. */
  readonly states?: States | undefined;
  /** Returns that the first fit takes. Default 500, at least 20. */
  readonly train?: number | undefined;
  /** Bars from one fit to the next. Left out: it is fitted once. */
  readonly refit?: number | undefined;
  /** Returns of a refit: all so far (default), or the last `train`. */
  readonly window?: 'expanding' | 'rolling' | undefined;
  /** Starting points of the first fit, of which the best counts. Default 4. */
  readonly starts?: number | undefined;
  /** Most steps of a fit. Default 100. */
  readonly iterations?: number | undefined;
  /** Least gain of the mean log-likelihood per return that is worth another step. Default 1e-6. */
  readonly tolerance?: number | undefined;
  /** Of the starting points. Default 1. */
  readonly seed?: number | undefined;
}

interface Settings extends FitEffort {
  readonly states: number;
  readonly train: number;
  readonly refit: number | null;
  readonly window: 'expanding' | 'rolling';
}

const where = 'hiddenMarkovRegime';

/**
 * Calm, normal or wild by a hidden Markov model of the logarithmic returns with normal states, ordered by their
 * variance. A bar has the label of the state that is most probable given the returns up to it.
 *
 * Nothing of the future is in a label. The model is fitted on the first `train` returns, and the first label is that of
 * bar `train`; with `refit` it is fitted again every so many bars, on returns up to that bar alone, starting from the fit
 * before. Between fits, and back to the first return of a fit, probabilities are FILTERED, forward only: smoothing, which
 * would look back from the end, takes part in the fits alone. The same seed gives the same fit.
 *
 * Columns: `probability(calm)` and so on, in [0, 1]. A return that is not known (a price that is not positive) leaves
 * the probabilities to the transitions; returns that do not vary have no fit, and no label until the next one.
 *
 * @throws StrategyError INVALID_OPTION
 * @see Hamilton, A New Approach to the Economic Analysis of Nonstationary Time Series (1989)
 * @example
 * hiddenMarkovRegime({ train: 250, refit: 50 }).labels // => ['calm', 'wild']
 * hiddenMarkovRegime({ states: 3 }).labels // => ['calm', 'normal', 'wild']
 */
export function hiddenMarkovRegime(options?: HiddenMarkovRegimeOptions): RegimeDetector<'calm' | 'wild'>;
export function hiddenMarkovRegime(options: HiddenMarkovRegimeOptions<3>): RegimeDetector<'calm' | 'normal' | 'wild'>;
export function hiddenMarkovRegime(
  options: HiddenMarkovRegimeOptions<2 | 3> = {},
): RegimeDetector<'calm' | 'normal' | 'wild'> {
  const settings = resolve(options);
  const labels = settings.states === 2 ? (['calm', 'wild'] as const) : (['calm', 'normal', 'wild'] as const);
  return {
    name: 'hidden-markov-regime',
    params: settings,
    codeHash: hashJson({ detector: 'hidden-markov-regime', revision: 1 }),
    labels,
    over: (bars) => filtered(bars, labels, settings),
  };
}

function filtered({ close, length }: BarSeries, labels: readonly string[], settings: Settings): Regimes {
  const { states, train, refit, window } = settings;
  const index = new Int8Array(length).fill(-1);
  const probabilities = labels.map(() => new Float64Array(length).fill(NaN));
  const returns = new Float64Array(length).fill(NaN); // returns[i] ends at bar i
  for (let i = 1; i < length; i++) {
    const change = Math.log(close[i] / close[i - 1]);
    if (Number.isFinite(change)) returns[i] = change;
  }
  let model: GaussianModel | undefined;
  let filter: ForwardFilter | undefined;
  for (let i = train; i < length; i++) {
    const fits = i === train || (refit !== null && (i - train) % refit === 0);
    if (fits) {
      const seen = returns.subarray(window === 'rolling' ? i - train + 1 : 1, i + 1);
      model = fitByVolatility(seen, states, settings, model);
      filter = model && new ForwardFilter(model);
      for (const value of seen) filter?.update(value);
    } else filter?.update(returns[i]);
    if (filter === undefined) continue;
    let likeliest = 0;
    for (let k = 0; k < states; k++) {
      probabilities[k][i] = filter.probability[k];
      if (filter.probability[k] > filter.probability[likeliest]) likeliest = k;
    }
    index[i] = likeliest;
  }
  return regimesOf(index, Object.fromEntries(labels.map((label, k) => [`probability(${label})`, probabilities[k]])));
}

function resolve(options: HiddenMarkovRegimeOptions<2 | 3>): Settings {
  checkNames(where, options, ['states', 'train', 'refit', 'window', 'starts', 'iterations', 'tolerance', 'seed']);
  const { states = 2, train = 500, refit = null, window = 'expanding' } = options;
  const { starts = 4, iterations = 100, tolerance = 1e-6, seed = 1 } = options;
  if (states !== 2 && states !== 3) refuseOption(where, `states is ${String(states)}`, 'choose 2 or 3');
  checkBars(where, 'train', train, 20);
  if (refit !== null) checkBars(where, 'refit', refit);
  checkChoice(where, 'window', window, ['expanding', 'rolling']);
  checkBars(where, 'starts', starts);
  checkBars(where, 'iterations', iterations);
  checkWithin(where, 'tolerance', tolerance, 0, 1);
  if (!Number.isSafeInteger(seed)) refuseOption(where, `seed is ${String(seed)}`, 'give an integer, such as 42');
  return { states, train, refit, window, starts, iterations, tolerance, seed };
}
