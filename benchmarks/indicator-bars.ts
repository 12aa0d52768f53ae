/** Columns of bars, shape [n] each. */
export interface IndicatorBars {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** A counter that is hashed to a number in [0, 1): integers and IEEE arithmetic only, so numpy gives the same bits. */
function uniform(seed: number, i: number): number {
  let t = (seed + Math.imul(i + 1, 0x6d2b79f5)) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

/** A random walk of bars, the same as `TALIB_DATA` makes in Python. */
export function indicatorBars(length: number, seed = 42): IndicatorBars {
  const [open, high, low, close, volume] = Array.from({ length: 5 }, () => new Float64Array(length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let last = 100;
  for (let i = 0; i < length; i++) {
    const first = last;
    last *= 1 + 0.002 * (uniform(seed, 4 * i) - 0.5);
    open[i] = first;
    close[i] = last;
    high[i] = Math.max(first, last) * (1 + 0.001 * uniform(seed, 4 * i + 1));
    low[i] = Math.min(first, last) * (1 - 0.001 * uniform(seed, 4 * i + 2));
    volume[i] = Math.floor(1000 + 9000 * uniform(seed, 4 * i + 3));
  }
  return { open, high, low, close, volume };
}
