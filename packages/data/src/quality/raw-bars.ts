import type { BarFrame } from '@tidemark/core-market';
import { DataError } from '../error.ts';

/**
 * Columns that claim to be bars, in any order and state; a `BarSeries` is one. Shape [n] each, time in epoch ms of the
 * opens, NaN where a value is missing.
 */
export interface RawBars {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Left out: not known, and not checked. */
  readonly volume?: Float64Array | undefined;
  readonly timeframe?: BarFrame | undefined;
}

/** The columns of a bar that hold prices. */
export const PRICES = ['open', 'high', 'low', 'close'] as const;

/** @throws DataError LENGTHS_DIFFER */
export function assertEqualLengths(bars: RawBars): void {
  const { length } = bars.time;
  for (const name of [...PRICES, 'volume'] as const) {
    const column = bars[name];
    if (column === undefined || column.length === length) continue;
    const what = `column ${name} has ${column.length} rows, time has ${length}`;
    throw new DataError('LENGTHS_DIFFER', { what, where: 'bars', fix: 'give columns of equal length', column: name });
  }
}
