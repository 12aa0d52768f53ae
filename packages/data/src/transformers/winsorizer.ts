import { DataError } from '../error.ts';
import { assertWindow } from './assert-window.ts';
import { rollingClip } from './normalize/rolling.ts';
import type { ColumnTransformer } from './normalizer.ts';
import { quantileOfSorted, sortedKnown } from './sorted-window.ts';

/** Between which quantiles values are held, and of which rows. */
export interface WinsorizerOptions {
  /** Shares of the values, 0..1. Default 0.05 and 0.95. */
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
  /** Trailing rows, its own included; `all` is the whole column and looks ahead. */
  readonly window: number | 'all';
}

/**
 * Holds values between two quantiles: what lies outside becomes the quantile. NaN stays NaN.
 *
 * @returns causal unless the window is `all`
 * @throws DataError INVALID_WINDOW, INVALID_QUANTILE
 * @example winsorizer({ lower: 0, upper: 0.5, window: 'all' }).apply(Float64Array.of(1, 2, 9)) // => [1, 2, 2]
 */
export function winsorizer({ lower = 0.05, upper = 0.95, window }: WinsorizerOptions): ColumnTransformer {
  const name = `winsorize(${lower}..${upper}, ${window})`;
  if (!(lower >= 0 && lower < upper && upper <= 1)) {
    const what = `quantiles are ${lower} and ${upper}`;
    throw new DataError('INVALID_QUANTILE', { what, where: name, fix: 'give 0 <= lower < upper <= 1' });
  }
  if (window !== 'all') {
    assertWindow(name, window, 1);
    return { name, causal: true, apply: (values) => rollingClip(values, window, lower, upper) };
  }
  return {
    name,
    causal: false,
    apply(values) {
      const sorted = sortedKnown(values);
      const least = quantileOfSorted(sorted, sorted.length, lower);
      const greatest = quantileOfSorted(sorted, sorted.length, upper);
      const out = new Float64Array(values.length);
      for (let i = 0; i < values.length; i++) out[i] = Math.min(Math.max(values[i], least), greatest);
      return out;
    },
  };
}
