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
  const { length } = equity;
  for (let i = 0; i < length;) {
    // Mostly the next four lie between the two: one test for all of them takes a third of the time.
    if (i + 4 <= length && lieBetween(low, peak, equity, i)) {
      i += 4;
      continue;
    }
    const value = equity[i++];
    if (value > peak) {
      maxDrawdown = Math.max(maxDrawdown, 1 - low / peak);
      peak = low = value;
    } else if (value < low) low = value; // not Math.min: it waits for the one before
  }
  maxDrawdown = Math.max(maxDrawdown, 1 - low / peak);
  const finalEquity = equity.length === 0 ? initial : equity[equity.length - 1];
  return { finalEquity, totalReturn: finalEquity / initial - 1, maxDrawdown };
}

/** True where four entries from `i` on are neither above nor below. */
function lieBetween(low: number, high: number, values: Float64Array, i: number): boolean {
  const a = values[i];
  const b = values[i + 1];
  const c = values[i + 2];
  const d = values[i + 3];
  return a <= high && b <= high && c <= high && d <= high && a >= low && b >= low && c >= low && d >= low;
}
