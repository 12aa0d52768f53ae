import { DataError } from '../error.ts';
import { assertWindow } from './assert-window.ts';
import { MAD_TO_DEVIATION } from './normalize/scaling.ts';
import { SortedWindow, quantileOfSorted, sortedKnown } from './sorted-window.ts';

/** Finds values that do not belong: 1 where one does not, shape [n]. */
export interface OutlierDetector {
  readonly name: string;
  readonly causal: boolean;
  flags(values: Float64Array): Uint8Array;
}

/** Which rows a value is held against, and how far it may lie from them. */
export interface HampelOptions {
  /** Rows, an odd number where centred. */
  readonly window: number;
  /** Scaled median absolute deviations. Default 5. */
  readonly threshold?: number | undefined;
  /** Default false: the row and those before it. True has as many before as after it, which looks ahead. */
  readonly centered?: boolean | undefined;
}

/**
 * Hampel's filter: |x - median| > threshold · 1.4826 · MAD of the window around each row. Rows whose window is not
 * full, or holds a NaN, are not flagged.
 *
 * @throws DataError INVALID_WINDOW, INVALID_THRESHOLD
 * @see Hampel, The influence curve and its role in robust estimation (1974)
 * @example hampel({ window: 5 }).flags(Float64Array.of(1, 2, 1, 2, 90, 1)) // => [0, 0, 0, 0, 1, 0]
 */
export function hampel({ window, threshold = 5, centered = false }: HampelOptions): OutlierDetector {
  const name = `hampel(${window}, ${threshold}${centered ? ', centered' : ''})`;
  assertWindow(name, window, 3);
  assertThreshold(name, threshold);
  if (centered && window % 2 === 0) {
    const what = `a centred window of ${window} rows has no middle`;
    throw new DataError('INVALID_WINDOW', { what, where: name, fix: 'give an odd number' });
  }
  const ahead = centered ? (window - 1) / 2 : 0;
  return {
    name,
    causal: !centered,
    flags(values) {
      const out = new Uint8Array(values.length);
      const sorted = new SortedWindow(window);
      for (let i = 0; i < values.length; i++) {
        if (values[i] !== values[i]) {
          sorted.clear();
          continue;
        }
        if (sorted.count === window) sorted.remove(values[i - window]);
        sorted.add(values[i]);
        if (sorted.count < window) continue;
        const median = sorted.quantile(0.5);
        const most = threshold * MAD_TO_DEVIATION * sorted.medianDistance(median);
        if (Math.abs(values[i - ahead] - median) > most) out[i - ahead] = 1;
      }
      return out;
    },
  };
}

/**
 * |x - median| > threshold · 1.4826 · MAD of the whole column: looks ahead.
 *
 * @throws DataError INVALID_THRESHOLD
 * @example medianDeviation().flags(Float64Array.of(1, 2, 1, 2, 90)) // => [0, 0, 0, 0, 1]
 */
export function medianDeviation({ threshold = 5 }: { readonly threshold?: number | undefined } = {}): OutlierDetector {
  const name = `medianDeviation(${threshold})`;
  assertThreshold(name, threshold);
  return {
    name,
    causal: false,
    flags(values) {
      const out = new Uint8Array(values.length);
      const sorted = sortedKnown(values);
      const median = quantileOfSorted(sorted, sorted.length, 0.5);
      const distances = sorted.map((value) => Math.abs(value - median)).sort();
      const most = threshold * MAD_TO_DEVIATION * quantileOfSorted(distances, distances.length, 0.5);
      for (let i = 0; i < values.length; i++) if (Math.abs(values[i] - median) > most) out[i] = 1;
      return out;
    },
  };
}

/** Which rows before a value it is held against, and how far it may lie from them. */
export interface PreviousWindowOptions {
  readonly window: number;
  /** Standard deviations (of the sample). Default 4. */
  readonly threshold?: number | undefined;
}

/**
 * |x - mean| > threshold · deviation of the rows before x, without it: one wild value does not hide itself by widening
 * its own window. Rows whose window is not full, or holds a NaN, are not flagged.
 *
 * @throws DataError INVALID_WINDOW, INVALID_THRESHOLD
 * @example previousWindow({ window: 4 }).flags(Float64Array.of(1, 2, 1, 2, 90, 1)) // => [0, 0, 0, 0, 1, 0]
 */
export function previousWindow({ window, threshold = 4 }: PreviousWindowOptions): OutlierDetector {
  const name = `previousWindow(${window}, ${threshold})`;
  assertWindow(name, window, 2);
  assertThreshold(name, threshold);
  return {
    name,
    causal: true,
    flags(values) {
      const out = new Uint8Array(values.length);
      let known = 0;
      for (let i = 0; i < values.length; i++) {
        if (known >= window && isFar(values, i, window, threshold)) out[i] = 1;
        known = values[i] === values[i] ? known + 1 : 0;
      }
      return out;
    },
  };
}

function isFar(values: Float64Array, i: number, window: number, threshold: number): boolean {
  let mean = 0;
  for (let k = i - window; k < i; k++) mean += values[k];
  mean /= window;
  let squares = 0;
  for (let k = i - window; k < i; k++) squares += (values[k] - mean) * (values[k] - mean);
  return Math.abs(values[i] - mean) > threshold * Math.sqrt(squares / (window - 1));
}

function assertThreshold(where: string, threshold: number): void {
  if (threshold > 0 && threshold < Infinity) return;
  const what = `the threshold is ${threshold}`;
  throw new DataError('INVALID_THRESHOLD', { what, where, fix: 'give a positive number of deviations' });
}
