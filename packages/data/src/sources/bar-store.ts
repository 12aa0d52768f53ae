import type { BarSeries } from '@tidemark/core-market';

/** A half-open range of open times, epoch ms: from up to, not including, to. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Keeps the bars of one series by the ranges of time that are wholly there, so that a download can go on where it
 * ended. `checkBarStore` of `@tidemark/data/testing` holds an implementation to this.
 */
export interface BarStore {
  /** Ranges that are wholly stored, in order, no two of them touching. */
  covered(): Promise<readonly TimeRange[]>;

  /**
   * Adds the bars of a range that is wholly known, all or none; what was stored of the range is replaced. A range
   * without bars is covered all the same. Refuses, with a coded error and before anything is changed, a range that is
   * empty or none, and bars outside of it.
   */
  write(range: TimeRange, bars: BarSeries): Promise<void>;

  /** What is stored of a range, oldest first; undefined where no bar is. Holes between stored ranges do not show. */
  read(range: TimeRange): Promise<BarSeries | undefined>;
}
