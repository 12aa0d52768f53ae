import { SortedWindow } from '../sorted-window.ts';
import { MAD_TO_DEVIATION, spread, unknownMethod, type ScalingMethod } from './scaling.ts';

/**
 * Each value scaled by all known values up to and including its own. A NaN gives NaN and is passed over.
 *
 * @param least how many known values there must be
 */
export function expandingScale(
  values: Float64Array,
  method: ScalingMethod,
  { ddof, least }: { readonly ddof: number; readonly least: number },
): Float64Array {
  if (method === 'zScore') return expandingZScore(values, ddof, least);
  const out = new Float64Array(values.length).fill(NaN);
  const sorted = new SortedWindow(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== value) continue;
    sorted.add(value);
    if (sorted.count >= least) out[i] = scaled(sorted, value, method);
  }
  return out;
}

function scaled(sorted: SortedWindow, value: number, method: Exclude<ScalingMethod, 'zScore'>): number {
  switch (method) {
    case 'minMax':
      return (value - sorted.least) / spread(sorted.greatest - sorted.least);
    case 'iqr':
      return (value - sorted.quantile(0.5)) / spread(sorted.quantile(0.75) - sorted.quantile(0.25));
    case 'mad': {
      const median = sorted.quantile(0.5);
      return (value - median) / spread(MAD_TO_DEVIATION * sorted.medianDistance(median));
    }
    default:
      throw unknownMethod(method);
  }
}

/** Welford's update: O(1) a row. */
function expandingZScore(values: Float64Array, ddof: number, least: number): Float64Array {
  const out = new Float64Array(values.length).fill(NaN);
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== value) continue;
    count++;
    const delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
    if (count >= least && count > ddof) out[i] = (value - mean) / spread(Math.sqrt(squares / (count - ddof)));
  }
  return out;
}
