import type { BarSeries } from '@tidemark/core-market';
import { writtenColumns, type BarsTextOptions } from './written-columns.ts';

/** Rows that are handed out together: pieces of some tens of kilobytes. */
const ROWS_PER_PIECE = 1_024;

/**
 * Bars as a CSV, in pieces to be written one after the other: a header, then time, open, high, low, close and volume,
 * closeTime where the series has it, and its further columns. `parseCsv` with `extra` reads the same bits again; the
 * instrument, the timeframe and the adjustment are not in a CSV.
 *
 * @throws DataError BAD_OPTION; UNWRITABLE_VALUE for an infinity or a time that its form cannot say
 * @example
 * const [header, rows] = barsToCsv(syntheticBars({ bars: 2, start: 0 }));
 * header // => 'time,open,high,low,close,volume\n'
 * rows.slice(0, 21) // => '1970-01-01T00:00:00Z,'
 */
export function* barsToCsv(bars: BarSeries, options: BarsTextOptions = {}): Generator<string, void> {
  const columns = writtenColumns(bars, options);
  yield `${columns.map(({ name }) => quoted(name)).join()}\n`;
  for (let from = 0; from < bars.length; from += ROWS_PER_PIECE) {
    const to = Math.min(bars.length, from + ROWS_PER_PIECE);
    let piece = '';
    for (let i = from; i < to; i++) {
      for (let c = 0; c < columns.length; c++) piece += `${c === 0 ? '' : ','}${columns[c].text(i)}`;
      piece += '\n';
    }
    yield piece;
  }
}

function quoted(name: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
