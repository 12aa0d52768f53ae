import { isCalendarFrame, timeframeMs, type Timeframe } from '@tidemark/core-market';
import type { FindingList } from './quality-report.ts';
import type { RawBars } from './raw-bars.ts';

/** A median absolute deviation times this is the standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826022185056018;
/** Fewer returns than this show no usual size. */
const FEW = 20;
const [LEAST_RATIO, MOST_RATIO, RATIO_TOLERANCE] = [2, 20, 0.02];

/**
 * Closes that differ from the one before as a split would make them (by a small whole factor, and they stay there), or
 * by far more than returns usually do. Returns over a pause, such as a night, are held against each other only.
 */
export function findJumps(
  bars: RawBars,
  timeframe: Timeframe | undefined,
  deviations: number,
  found: FindingList,
): void {
  const { time, close } = bars;
  const step = timeframe === undefined || isCalendarFrame(timeframe) ? Infinity : timeframeMs(timeframe);
  // Rows whose close is a price, and the log return into each from the one before.
  const rows = new Uint32Array(close.length);
  let priced = 0;
  for (let i = 0; i < close.length; i++) if (close[i] > 0 && close[i] < Infinity) rows[priced++] = i;
  const returns = new Float64Array(Math.max(0, priced - 1));
  const paused = new Uint8Array(returns.length);
  for (let k = 0; k < returns.length; k++) {
    returns[k] = Math.log(close[rows[k + 1]] / close[rows[k]]);
    if (time[rows[k + 1]] - time[rows[k]] > 1.5 * step) paused[k] = 1;
  }
  const usual = [0, 1].map((group) => spreadOf(returns.filter((_, k) => paused[k] === group)));
  for (let k = 0; k < returns.length; k++) {
    const row = rows[k + 1];
    const ratio = splitRatio(returns[k]);
    // A price that comes back at once, or has just come back, was a bad print.
    const [before, after] = [k > 0 ? returns[k - 1] : 0, k + 1 < returns.length ? returns[k + 1] : 0];
    const half = Math.abs(returns[k]) / 2;
    const stays = Math.abs(returns[k] + after) > half && Math.abs(returns[k] + before) > half;
    if (ratio !== undefined && stays) {
      found.add('suspected-split', row, { ratio });
      continue;
    }
    const { median, sigma } = usual[paused[k]];
    const size = (returns[k] - median) / sigma;
    if (Math.abs(size) > deviations) found.add('jump', row, { deviations: size });
  }
}

/** New shares for an old one, where a log return is that of a small whole number of either. */
function splitRatio(logReturn: number): number | undefined {
  const factor = Math.exp(Math.abs(logReturn));
  const whole = Math.round(factor);
  if (whole < LEAST_RATIO || whole > MOST_RATIO || Math.abs(factor / whole - 1) > RATIO_TOLERANCE) return undefined;
  return logReturn < 0 ? whole : 1 / whole;
}

/** NaN where there are too few returns, or most are the same: then nothing is a jump. */
function spreadOf(returns: Float64Array): { readonly median: number; readonly sigma: number } {
  if (returns.length < FEW) return { median: NaN, sigma: NaN };
  const median = middle(returns);
  const mad = middle(returns.map((value) => Math.abs(value - median)));
  return { median, sigma: mad > 0 ? mad * MAD_TO_SIGMA : NaN };
}

/** The median; moves the values about. */
function middle(values: Float64Array): number {
  const half = values.length >> 1;
  const upper = nthSmallest(values, half);
  if (values.length % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = 0; i < half; i++) if (values[i] > lower) lower = values[i];
  return (lower + upper) / 2;
}

/** Hoare's selection: afterwards no value before `n` is greater than the one there. */
function nthSmallest(values: Float64Array, n: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1];
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const swapped = values[i];
      values[i++] = values[j];
      values[j--] = swapped;
    }
    if (n <= j) high = j;
    else if (n >= i) low = i;
    else break;
  }
  return values[n];
}
