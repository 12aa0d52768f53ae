import type { Kernel } from '../../kernel.ts';
import { isUnknown } from '../../kernels/unknown.ts';
import type { Candle } from './candle.ts';
import type { CandleSize } from './candle-sizes.ts';

/** The prices of a bar. */
export type BarInputs = [open: number, high: number, low: number, close: number];

/** A pattern of one to five candles. */
export interface Pattern {
  /** The first row on which it is known. */
  readonly lookback: number;
  /** The sizes that it needs to know, each for the candle of so many bars ago. */
  readonly sizes: readonly (readonly [size: CandleSize, ago: number])[];
  /**
   * Whether the candles, the newest first, are the pattern: 100 for a rise that it announces, -100 for a fall, else 0.
   *
   * @param sizes in the order in which the pattern names them, then its parameters
   */
  recognise(
    sizes: readonly number[],
    last: Candle,
    oneAgo: Candle,
    twoAgo: Candle,
    threeAgo: Candle,
    fourAgo: Candle,
  ): number;
}

/**
 * Looks for a pattern, one bar at a time.
 *
 * The running totals are never renewed, which they are everywhere else: prices lie on a grid, so a candle is often exactly
 * as large as the mean, and then the last bit decides. To decide as TA-Lib does, they take the same additions in the same
 * order, beginning on the same row. What rounding adds up to stays far below a tick, also in a million bars.
 */
export class CandlestickKernel implements Kernel<BarInputs> {
  readonly #pattern: Pattern;
  readonly #known: number[]; // what the sizes are for this bar, then the parameters
  readonly totals: number[];
  // 16 candles: that of 4 bars ago looks 10 further back.
  readonly candles: { -readonly [Price in keyof Candle]: number }[] = Array.from({ length: 16 }, () => ({
    open: 0,
    high: 0,
    low: 0,
    close: 0,
  }));
  at = 0;
  row = 0; // known bars in a row, up to the first answer

  constructor(pattern: Pattern, params: readonly number[]) {
    this.#pattern = pattern;
    this.totals = pattern.sizes.map(() => 0);
    this.#known = this.totals.concat(params);
  }

  update(open: number, high: number, low: number, close: number): number {
    const { totals, candles, at, row } = this;
    const { lookback, sizes } = this.#pattern;
    const known = this.#known;
    const back = (bars: number): Candle => candles[(at - bars) & 15];
    const candle = candles[at];
    candle.open = open;
    candle.high = high;
    candle.low = low;
    candle.close = close;
    for (let i = 0; i < totals.length; i++) {
      // by its places: to take an array apart in order takes twice as long
      const {
        0: { 0: measure, 1: period, 2: factor },
        1: ago,
      } = sizes[i];
      const total = row > lookback - period ? totals[i] : 0;
      totals[i] = total + (measure(back(ago)) - (row < lookback ? 0 : measure(back(ago + period))));
      known[i] = factor * (total / period);
    }
    this.at = (at + 1) & 15;
    this.row = isUnknown(open + high + low + close) ? 0 : Math.min(row, lookback) + 1;
    return this.row > lookback ? this.#pattern.recognise(known, candle, back(1), back(2), back(3), back(4)) : NaN;
  }
}
