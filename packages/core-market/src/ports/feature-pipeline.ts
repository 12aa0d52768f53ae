import type { Bar } from '../bar.ts';
import type { BarSeries } from '../bar-series.ts';
import type { Matrix } from '../matrix.ts';

/** Bars to feature rows, fitted on the past only. */
export interface FeaturePipeline {
  readonly names: readonly string[];
  /** Rows before this one are NaN. */
  readonly warmup: number;
  /** One row per bar, NaN in the warm-up. */
  over(bars: BarSeries): Matrix;
  /** The row of the next bar, streaming: the same bits as the batch row. */
  transform(bar: Bar): Float64Array;
}
