/** One bar as a plain object, for the edges; inside, bars are columns (BarSeries). */
export interface Bar {
  /** The bar's open, epoch ms UTC. */
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Units traded; NaN where not known. */
  readonly volume: number;
  /** When the bar is known, epoch ms UTC; absent where `time + timeframe` says it. */
  readonly closeTime?: number | undefined;
}

/**
 * A window on the columns at a cursor, as a strategy class sees it: the current bar, and the past through `ago`.
 * It moves with the run: keep `snapshot()`, not the view.
 */
export interface BarView extends Bar {
  readonly symbol: string;
  /** 0-based index of the bar in its series. */
  readonly index: number;
  /** The bar `n` bars ago (0 = this one). @throws StrategyError BAR_OUT_OF_RANGE for the future or before the first bar */
  ago(n: number): Bar;
  /** A plain copy to keep. */
  snapshot(): Bar;
}
