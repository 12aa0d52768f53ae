/** One measured ratio beside its reference, both from the same run. */
export interface Figure {
  readonly area: string;
  /** What was measured: `defineStrategy, 1,000,000 bars`. */
  readonly name: string;
  /** Median, in `unit`. */
  readonly value: number;
  readonly unit: string;
  /** What it is held against: `column loop`. */
  readonly reference: string;
  readonly referenceValue: number;
  /** value / referenceValue. */
  readonly ratio: number;
  /** The largest ratio we promise; left out where the figure only informs. */
  readonly bound?: number | undefined;
}

/** Measures the figures of one area. Nothing else may run meanwhile. */
export type BenchArea = () => Promise<Figure[]> | Figure[];
