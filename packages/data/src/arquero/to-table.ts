import type { ColumnTable } from 'arquero';
import type { BarSeries } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { table } from './driver.ts';

/** What a table has besides the columns of the bars. */
export interface ToTableOptions {
  /** A column `date` with the opens as Date; these are made, not shared. */
  readonly date?: boolean | undefined;
  /** A column `symbol`, for tables of several instruments. */
  readonly symbol?: boolean | undefined;
}

/**
 * Bars as an Arquero table: time (epoch ms UTC of the open), open, high, low, close, volume, closeTime where the bars
 * have it, and the further columns by their names. The columns are those of the bars, not copies: no verb of Arquero
 * writes into them.
 *
 * @throws DataError DUPLICATE_COLUMN where the bars have a further column of the name `date` or `symbol`, and it is
 *   asked for
 * @example
 * import { barsOf } from '@tidemark/core-market';
 * const bar = { time: 0, open: 1, high: 2, low: 1, close: 2, volume: 5 };
 * const bars = barsOf([bar], { instrument: 'ES', timeframe: '1m' });
 * toTable(bars).columnNames() // => ['time', 'open', 'high', 'low', 'close', 'volume']
 * toTable(bars).column('close') === bars.close // => true
 * toTable(bars, { symbol: true, date: true }).get('symbol', 0) // => 'ES'
 */
export function toTable(bars: BarSeries, { date = false, symbol = false }: ToTableOptions = {}): ColumnTable {
  const { time, open, high, low, close, volume, closeTime, extra, length } = bars;
  for (const [name, asked] of Object.entries({ date, symbol })) {
    if (!asked || !(name in extra)) continue;
    const what = `the bars have a column ${name} of their own`;
    const fix = `leave the option ${name} out, or rename the column`;
    throw new DataError('DUPLICATE_COLUMN', { what, where: bars.symbol, fix, column: name });
  }
  return table({
    ...(symbol && { symbol: constantColumn(bars.symbol, length) }),
    time,
    ...(date && { date: Array.from(time, (moment) => new Date(moment)) }),
    open,
    high,
    low,
    close,
    volume,
    ...(closeTime !== undefined && { closeTime }),
    ...extra,
  });
}

/** What Arquero takes for a column needs no room for each row. */
function constantColumn(value: string, length: number): { length: number; at(): string } & Iterable<string> {
  return {
    length,
    at: () => value,
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i++) yield value;
    },
  };
}
