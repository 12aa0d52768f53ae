import type { Bar, BarSeries } from '@tidemark/core-market';

/**
 * One number per bar, made of the bars up to it: a column of what a model learns from.
 *
 * The column and the stream give the same bits, and both say NaN while the number is not known.
 */
export interface Feature {
  /** As the column is called: `rsi_14`. */
  readonly name: string;
  /** How it is computed, for people: `rsi(close, 14)`. */
  readonly formula: string;
  /** The row from which on it is known, where no input is NaN. */
  readonly lookback: number;
  /** The whole column, shape [bars]. */
  over(bars: BarSeries): Float64Array;
  /** A fresh stream. */
  stream(): FeatureStream;
}

/** A feature bar by bar. */
export interface FeatureStream {
  /** Takes a closed bar. */
  update(bar: Bar): number;
  /** What `update` would answer for a bar that is still forming; commits nothing. */
  peek(bar: Bar): number;
  /** A second stream in the same state. */
  copy(): FeatureStream;
}
