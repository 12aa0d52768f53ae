import { atr } from '@tidemark/modeling-indicators';
import { RulesError } from './error.ts';

/** A turning point of the market. */
export interface Pivot {
  /** Row of the extreme. */
  readonly row: number;
  /** The high of that bar, or its low. */
  readonly price: number;
  readonly kind: 'high' | 'low';
  /** Row on which it was confirmed, after `row`: only from here on may anybody know it. */
  readonly knownAt: number;
}

/**
 * How far the market must come back before its extreme counts as a pivot: a multiple of the average true range
 * (Wilder's, over `period` bars, as of the bar that confirms), or a fraction of the extreme's price (0.05 = 5 %).
 */
export type SwingSize = { readonly atr: number; readonly period: number } | { readonly fraction: number };

/** The columns that pivots are read from, shape [n] each. One column three times gives the pivots of that column. */
export interface PivotBars {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** Three average true ranges, over 14 bars. */
export const defaultSwing: SwingSize = { atr: 3, period: 14 };

/**
 * The turning points of a series (a zigzag that never redraws): highs and lows alternate, each the extreme between its
 * neighbours (save for a bar that reaches beyond both), each confirmed when the market has come back from it by the size
 * of a swing.
 *
 * Causal: the pivots known up to a row are the same whatever follows. A bar that makes an extreme never confirms it,
 * because which of the bar's prices came first is not known. A bar with NaN begins everything anew.
 *
 * @param bars columns of one length n, oldest first
 * @param swing size of a swing; left out, 3 average true ranges of 14 bars
 * @returns by `knownAt`, strictly ascending
 * @throws RulesError INVALID_SWING, LENGTHS_DIFFER
 * @example
 * const price = Float64Array.of(11, 12, 11, 9, 10, 13);
 * pivots({ high: price, low: price, close: price }, { fraction: 0.2 }) // => [{ row: 1, price: 12, kind: 'high', knownAt: 3 }, { row: 3, price: 9, kind: 'low', knownAt: 5 }]
 */
export function pivots(bars: PivotBars, swing: SwingSize = defaultSwing): Pivot[] {
  const tracker = new PivotTracker(bars, swing);
  const found: Pivot[] = [];
  for (let i = 0; i < bars.close.length; i++) {
    const pivot = tracker.advance(i);
    if (pivot !== undefined) found.push(pivot);
  }
  return found;
}

/** A zigzag on its way through the bars: it looks back at them, never forward. */
export class PivotTracker {
  readonly #high: Float64Array;
  readonly #low: Float64Array;
  readonly #close: Float64Array;
  readonly #range: Float64Array | undefined;
  readonly #size: number;
  /** 1 looks for a high, -1 for a low, 0 for the first of either. */
  #looking: -1 | 0 | 1 = 0;
  /** Rows of the highest high and the lowest low of this leg; -1 where it has none. */
  #top = -1;
  #bottom = -1;
  #ready = false;

  /** @throws RulesError INVALID_SWING, LENGTHS_DIFFER */
  constructor({ high, low, close }: PivotBars, swing: SwingSize) {
    assertSwing(swing);
    assertSameLength({ high, low, close });
    this.#high = high;
    this.#low = low;
    this.#close = close;
    this.#range = 'atr' in swing ? atr(high, low, close, swing.period) : undefined;
    this.#size = 'atr' in swing ? swing.atr : swing.fraction;
  }

  /** Whether the last row was complete and the size of a swing was known on it. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Goes on to a row, the one after the last; answers the pivot that it confirms, if it confirms one. */
  advance(row: number): Pivot | undefined {
    const high = this.#high[row];
    const low = this.#low[row];
    this.#ready = this.#range === undefined || this.#range[row] === this.#range[row];
    if (!Number.isFinite(high + low + this.#close[row])) return this.#forget();
    const newTop = this.#looking >= 0 && (this.#top < 0 || high > this.#high[this.#top]);
    const newBottom = this.#looking <= 0 && (this.#bottom < 0 || low < this.#low[this.#bottom]);
    if (newTop) this.#top = row;
    else if (this.#looking >= 0 && this.#isSwing(this.#high[this.#top] - low, this.#high[this.#top], row)) {
      return this.#turnDown(row);
    }
    if (newBottom) this.#bottom = row;
    else if (this.#looking <= 0 && this.#isSwing(high - this.#low[this.#bottom], this.#low[this.#bottom], row)) {
      return this.#turnUp(row);
    }
    return undefined;
  }

  /** False while the average true range is not known. */
  #isSwing(distance: number, extreme: number, row: number): boolean {
    const size = this.#size * (this.#range === undefined ? Math.abs(extreme) : this.#range[row]);
    return distance > 0 && distance >= size; // a market that does not move has no turns
  }

  #turnDown(knownAt: number): Pivot {
    const row = this.#top;
    this.#bottom = row + 1;
    for (let k = row + 2; k <= knownAt; k++) if (this.#low[k] < this.#low[this.#bottom]) this.#bottom = k;
    this.#looking = -1;
    return { row, price: this.#high[row], kind: 'high', knownAt };
  }

  #turnUp(knownAt: number): Pivot {
    const row = this.#bottom;
    this.#top = row + 1;
    for (let k = row + 2; k <= knownAt; k++) if (this.#high[k] > this.#high[this.#top]) this.#top = k;
    this.#looking = 1;
    return { row, price: this.#low[row], kind: 'low', knownAt };
  }

  #forget(): undefined {
    this.#looking = 0;
    this.#top = this.#bottom = -1;
    this.#ready = false;
  }
}

/** @throws RulesError LENGTHS_DIFFER */
export function assertSameLength(columns: Readonly<Record<string, Float64Array>>): void {
  const lengths = Object.entries(columns).map(([name, column]) => `${name} ${column.length}`);
  if (new Set(Object.values(columns).map((column) => column.length)).size <= 1) return;
  const what = `the columns have different lengths: ${lengths.join(', ')}`;
  throw new RulesError('LENGTHS_DIFFER', { what, fix: 'give one entry per bar, NaN where not known' });
}

function assertSwing(swing: SwingSize): void {
  const period = 'atr' in swing ? swing.period : 1;
  const size = 'atr' in swing ? swing.atr : swing.fraction;
  if (size > 0 && Number.isFinite(size) && Number.isInteger(period) && period >= 1) return;
  const what = `the size of a swing is ${JSON.stringify(swing)}`;
  throw new RulesError('INVALID_SWING', { what, fix: 'write { atr: 3, period: 14 } or { fraction: 0.05 }' });
}
