import { SortedWindow } from '../sorted-window.ts';
import { MAD_TO_DEVIATION, spread } from './scaling.ts';

/**
 * (x - mean) / deviation of the trailing window.
 *
 * The mean and the sum of squares slide with the window and are made anew whenever it has moved by its own length, so
 * that rounding does not pile up: O(1) a row.
 */
export function rollingZScore(values: Float64Array, window: number, ddof: number): Float64Array {
  const out = new Float64Array(values.length).fill(NaN);
  let known = 0; // values since the last NaN
  let same = 0; // equal values in a row
  let slid = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== value) {
      known = same = 0;
      continue;
    }
    known++;
    same = known > 1 && value === values[i - 1] ? same + 1 : 1;
    if (known < window) continue;
    const before = squares;
    if (known > window) {
      const gone = values[i - window];
      const next = mean + (value - gone) / window;
      squares += (value - gone) * (value - next + gone - mean);
      mean = next;
    }
    // Rounding is as large as the sum was: where an outlier has left, it would be all that remains.
    if (known === window || ++slid === window || !(squares > before * 1e-5)) {
      slid = 0;
      mean = squares = 0;
      for (let k = i - window + 1; k <= i; k++) mean += values[k];
      mean /= window;
      for (let k = i - window + 1; k <= i; k++) squares += (values[k] - mean) * (values[k] - mean);
    }
    if (same < window) out[i] = (value - mean) / Math.sqrt(squares / (window - ddof));
  }
  return out;
}

/** (x - least) / (greatest - least) of the trailing window. */
export function rollingMinMax(values: Float64Array, window: number): Float64Array {
  return overWindow(values, window, (sorted, value) => (value - sorted.least) / spread(sorted.greatest - sorted.least));
}

/** (x - median) / interquartile range of the trailing window. */
export function rollingIqr(values: Float64Array, window: number): Float64Array {
  return overWindow(values, window, (sorted, value) => {
    return (value - sorted.quantile(0.5)) / spread(sorted.quantile(0.75) - sorted.quantile(0.25));
  });
}

/** (x - median) / scaled median absolute deviation of the trailing window. */
export function rollingMad(values: Float64Array, window: number): Float64Array {
  return overWindow(values, window, (sorted, value) => {
    const median = sorted.quantile(0.5);
    return (value - median) / spread(MAD_TO_DEVIATION * sorted.medianDistance(median));
  });
}

/** Rank of each value in its trailing window / window: equal values share the mean of their ranks. */
export function rollingRank(values: Float64Array, window: number): Float64Array {
  return overWindow(values, window, (sorted, value) => sorted.rank(value) / window);
}

/** Each value held between two quantiles of its trailing window. */
export function rollingClip(values: Float64Array, window: number, lower: number, upper: number): Float64Array {
  return overWindow(values, window, (sorted, value) => {
    return Math.min(Math.max(value, sorted.quantile(lower)), sorted.quantile(upper));
  });
}

/** A function of each row's trailing window, the row included; NaN while the window holds one. */
function overWindow(
  values: Float64Array,
  window: number,
  answer: (sorted: SortedWindow, value: number) => number,
): Float64Array {
  const out = new Float64Array(values.length).fill(NaN);
  const sorted = new SortedWindow(window);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== value) {
      sorted.clear();
      continue;
    }
    if (sorted.count === window) sorted.remove(values[i - window]);
    sorted.add(value);
    if (sorted.count === window) out[i] = answer(sorted, value);
  }
  return out;
}
