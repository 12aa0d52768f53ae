import type { BarSeries } from '../bar-series.ts';
import type { Once } from '../once.ts';

/** Many instruments on one clock; columns stay on each instrument's own bars. */
export interface BarFrameSeries {
  readonly symbols: readonly string[];
  /** Union of the instruments' opens, epoch ms, shape [n]. */
  readonly time: Float64Array;
  readonly length: number;
  readonly series: Readonly<Record<string, BarSeries>>;
  /** Per symbol: index into its own bars at each moment of the clock, -1 where it has no bar. */
  readonly index: Readonly<Record<string, Int32Array>>;
}

/** Bars of many instruments in, target weights out. */
export interface PortfolioStrategy {
  readonly name: string;
  readonly params?: unknown;
  /** Tells it from a strategy of signals where nothing else does, as where it came out of a file. */
  readonly answers?: 'weights' | undefined;
  /** @param once what several runs over the frame share; left out: nothing */
  over(frame: BarFrameSeries, once?: Once): PortfolioRun;
}

export interface PortfolioRun {
  readonly warmup: number;
  /**
   * Writes the wanted weight of each symbol, in the frame's order, as signed fractions of equity; NaN keeps a weight.
   *
   * @returns false where nothing is wanted on this bar
   */
  weights(i: number, out: Float64Array): boolean;
}
