import { assertWindow } from './assert-window.ts';
import { rollingRank } from './normalize/rolling.ts';
import type { ColumnTransformer } from './normalizer.ts';

/**
 * The rank of each value among its trailing window, as a share: in (0, 1], equal values share the mean of their ranks.
 *
 * @param window rows, its own included; a NaN among them gives NaN
 * @throws DataError INVALID_WINDOW
 * @example percentRank(3).apply(Float64Array.of(5, 1, 3, 3)) // => [NaN, NaN, 0.6666666666666666, 0.8333333333333334]
 */
export function percentRank(window: number): ColumnTransformer {
  const name = `percentRank(${window})`;
  assertWindow(name, window, 1);
  return { name, causal: true, apply: (values) => rollingRank(values, window) };
}
