import { AnalysisError } from '../error.ts';
import { drawdownsOfReturns } from './drawdown-series.ts';
import { returnSample, type ReturnInput, type ReturnOptions, type ReturnSample } from './return-sample.ts';

/** What rolls: each bar's figure over the last `window` returns, its own included. */
export type RollingKind = 'sharpe' | 'sortino' | 'volatility' | 'beta' | 'maxDrawdown';

/**
 * A metric over a moving window.
 *
 * @param window returns, an integer of at least 2
 * @returns shape [n]; NaN for the first `window - 1` bars and where the window has no such figure (nothing moved,
 *   nothing lost)
 * @throws AnalysisError INVALID_OPTION, BENCHMARK_NEEDED, and as the metrics
 * @example rolling('volatility', Float64Array.of(0.5, -0.5, 0), 2, { periodsPerYear: 1 })[1] // => 0.7071067811865476
 */
export function rolling(
  kind: RollingKind,
  input: ReturnInput | ReturnSample,
  window: number,
  options?: ReturnOptions,
): Float64Array {
  if (!(Number.isInteger(window) && window >= 2)) {
    throw new AnalysisError('INVALID_OPTION', {
      what: `the window is ${window}`,
      fix: 'give an integer of at least 2',
    });
  }
  const sample = returnSample(input, options);
  if (kind === 'beta') return rollingBeta(sample, window);
  if (kind === 'maxDrawdown') return rollingMaxDrawdown(sample.returns, window);
  const yearly = Math.sqrt(sample.perYear);
  if (kind === 'sortino') return rollingSortino(sample.returns, window, sample.riskFreePerPeriod, yearly);
  const [means, deviations] = rollingMoments(sample.returns, window);
  const rate = sample.riskFreePerPeriod;
  for (let i = window - 1; i < deviations.length; i++) {
    const deviation = deviations[i];
    if (kind === 'volatility') deviations[i] = deviation * yearly;
    else deviations[i] = deviation === 0 ? NaN : ((means[i] - rate) / deviation) * yearly;
  }
  return deviations;
}

/** Mean and sample deviation by a sliding Welford update: sums of squares drift over a million points, this does not. */
function rollingMoments(returns: Float64Array, window: number): [means: Float64Array, deviations: Float64Array] {
  const n = returns.length;
  const means = new Float64Array(n).fill(NaN);
  const deviations = new Float64Array(n).fill(NaN);
  let mean = 0;
  let squares = 0;
  let still = 1; // how many returns in a row were equal: a window of them has no deviation at all
  for (let i = 0; i < n; i++) {
    const value = returns[i];
    still = i > 0 && value === returns[i - 1] ? still + 1 : 1;
    if (i < window) {
      const distance = value - mean;
      mean += distance / (i + 1);
      squares += distance * (value - mean);
    } else {
      const old = returns[i - window];
      const before = mean;
      mean += (value - old) / window;
      squares += (value - old) * (value - mean + old - before);
    }
    if (still >= window) squares = 0;
    if (i < window - 1) continue;
    means[i] = mean;
    deviations[i] = Math.sqrt(Math.max(squares, 0) / (window - 1));
  }
  return [means, deviations];
}

function rollingSortino(returns: Float64Array, window: number, rate: number, yearly: number): Float64Array {
  const out = new Float64Array(returns.length).fill(NaN);
  const [means] = rollingMoments(returns, window);
  let squares = 0;
  let losses = 0;
  for (let i = 0; i < returns.length; i++) {
    const below = Math.min(returns[i] - rate, 0);
    squares += below * below;
    if (below < 0) losses++;
    if (i >= window) {
      const old = Math.min(returns[i - window] - rate, 0);
      squares -= old * old;
      if (old < 0) losses--;
    }
    if (losses === 0) squares = 0;
    if (i >= window - 1 && losses > 0) out[i] = ((means[i] - rate) / Math.sqrt(squares / window)) * yearly;
  }
  return out;
}

function rollingBeta({ returns, benchmark }: ReturnSample, window: number): Float64Array {
  if (benchmark === undefined) {
    throw new AnalysisError('BENCHMARK_NEEDED', { what: 'beta is against a benchmark', fix: 'pass { benchmark }' });
  }
  const other = benchmark.returns;
  const out = new Float64Array(returns.length).fill(NaN);
  const [means] = rollingMoments(returns, window);
  const [otherMeans] = rollingMoments(other, window);
  for (let i = window - 1; i < returns.length; i++) {
    let product = 0;
    let square = 0;
    for (let k = i - window + 1; k <= i; k++) {
      const distance = other[k] - otherMeans[i];
      product += (returns[k] - means[i]) * distance;
      square += distance * distance;
    }
    if (square > 0) out[i] = product / square;
  }
  return out;
}

/** Each window starts from its own capital, which counts as a peak. */
function rollingMaxDrawdown(returns: Float64Array, window: number): Float64Array {
  const out = new Float64Array(returns.length).fill(NaN);
  for (let i = window - 1; i < returns.length; i++) {
    out[i] = drawdownsOfReturns(returns.subarray(i - window + 1, i + 1)).reduce((a, b) => Math.max(a, b), 0);
  }
  return out;
}
