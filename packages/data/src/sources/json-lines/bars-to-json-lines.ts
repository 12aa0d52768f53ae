import type { BarSeries } from '@tidemark/core-market';
import { writtenColumns, type BarsTextOptions } from '../csv/written-columns.ts';

/** Lines that are handed out together: pieces of some hundred kilobytes. */
const LINES_PER_PIECE = 1_024;

/**
 * Bars as JSON lines, an object a bar, in pieces to be written one after the other. The members are those of the columns
 * of `barsToCsv`; what is not known is null. `parseJsonLines` with `extra` reads the same bits again; the instrument,
 * the timeframe and the adjustment are not in the lines.
 *
 * @throws DataError BAD_OPTION; UNWRITABLE_VALUE for an infinity or a time that its form cannot say
 * @example
 * const lines = [...barsToJsonLines(syntheticBars({ bars: 2, start: 0 }))].join('').split('\n');
 * Object.keys(JSON.parse(lines[0])) // => ['time', 'open', 'high', 'low', 'close', 'volume']
 * JSON.parse(lines[1]).time // => '1970-01-02T00:00:00Z'
 */
export function* barsToJsonLines(bars: BarSeries, options: BarsTextOptions = {}): Generator<string, void> {
  const columns = writtenColumns(bars, options).map(({ name, isTime, text }, c) => {
    const inQuotes = isTime && options.time !== 'ms';
    return { before: `${c === 0 ? '{' : ','}${JSON.stringify(name)}:`, quote: inQuotes ? '"' : '', text };
  });
  for (let from = 0; from < bars.length; from += LINES_PER_PIECE) {
    const to = Math.min(bars.length, from + LINES_PER_PIECE);
    let piece = '';
    for (let i = from; i < to; i++) {
      for (const { before, quote, text } of columns) piece += `${before}${quote}${text(i) || 'null'}${quote}`;
      piece += '}\n';
    }
    yield piece;
  }
}
