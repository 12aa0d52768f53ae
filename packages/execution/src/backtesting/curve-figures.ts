/** What one pass over an equity curve shows. */
export interface CurveFigures {
  /** Money. */
  readonly finalEquity: number;
  /** Fraction: 0.12 is 12 %. */
  readonly totalReturn: number;
  /** The largest loss from a peak, the initial capital included, to a later valley: a positive fraction. */
  readonly maxDrawdown: number;
}

/**
 * The figures that every run has, to the bits of the metrics of the same names, without a column in between.
 *
 * @param equity money after each bar, shape [n]
 * @param initial money before the first bar
 * @example curveFigures(Float64Array.of(150, 75), 100) // => { finalEquity: 75, totalReturn: -0.25, maxDrawdown: 0.5 }
 */
export function curveFigures(equity: Float64Array, initial: number): CurveFigures {
  let peak = initial;
  let low = initial; // since the peak
  let maxDrawdown = 0;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i];
    if (value > peak) {
      maxDrawdown = Math.max(maxDrawdown, 1 - low / peak);
      peak = low = value;
    } else if (value < low) low = value; // not Math.min: it waits for the one before
  }
  maxDrawdown = Math.max(maxDrawdown, 1 - low / peak);
  const finalEquity = equity.length === 0 ? initial : equity[equity.length - 1];
  return { finalEquity, totalReturn: finalEquity / initial - 1, maxDrawdown };
}
