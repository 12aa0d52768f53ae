/** Columns of merged bars. */
export interface AggregatedColumns {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/**
 * Neighbouring bars merged into one each: first open, highest high, lowest low, last close, summed volume.
 *
 * @param bars columns of shape [n]
 * @param starts index of the first bar of each group, strictly ascending, starting with 0, shape [m]
 * @returns shape [m]; a group's volume is NaN where one of its bars has none
 * @example
 * const price = Float64Array.of(5, 7, 6);
 * const columns = { open: price, high: price, low: price, close: price, volume: Float64Array.of(1, 2, 3) };
 * aggregateBars(columns, Int32Array.of(0, 2)).high // => [7, 6]
 */
export function aggregateBars(bars: AggregatedColumns, starts: Int32Array): AggregatedColumns {
  const { open: opens, high: highs, low: lows, close: closes, volume: volumes } = bars;
  const groups = starts.length;
  const length = opens.length;
  const open = new Float64Array(groups);
  const high = new Float64Array(groups);
  const low = new Float64Array(groups);
  const close = new Float64Array(groups);
  const volume = new Float64Array(groups);
  for (let g = 0; g < groups; g++) {
    const start = starts[g];
    const end = g + 1 < groups ? starts[g + 1] : length;
    let highest = highs[start];
    let lowest = lows[start];
    let traded = volumes[start];
    for (let i = start + 1; i < end; i++) {
      if (highs[i] > highest) highest = highs[i];
      if (lows[i] < lowest) lowest = lows[i];
      traded += volumes[i];
    }
    open[g] = opens[start];
    high[g] = highest;
    low[g] = lowest;
    close[g] = closes[end - 1];
    volume[g] = traded;
  }
  return { open, high, low, close, volume };
}
