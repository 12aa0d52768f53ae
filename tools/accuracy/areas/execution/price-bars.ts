import { readFileSync } from 'node:fs';
import { barSeries, inferTimeframe, type BarSeries, type Instrument } from '@tidemark/core-market';
import { AccuracyError } from '../../error.ts';

/**
 * The first rows of a file of daily bars: the first column is the date, the others are found by name.
 *
 * @param count rows to take
 * @throws AccuracyError COLUMN_MISSING, ROWS_MISSING; MarketError for bars that cannot be
 */
export function priceBars(path: string, count: number, instrument: Instrument): BarSeries {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  if (lines.length < count) {
    throw new AccuracyError('ROWS_MISSING', {
      what: `${count} bars are asked for, it has ${lines.length}`,
      where: path,
    });
  }
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  const rows = lines.slice(0, count).map((line) => line.split(','));
  const column = (name: string): Float64Array => {
    const at = names.indexOf(name);
    if (at < 0) {
      const fix = `its columns are ${names.slice(1).join(', ')}`;
      throw new AccuracyError('COLUMN_MISSING', { what: `no column ${name}`, where: path, fix });
    }
    return Float64Array.from(rows, (cells) => Number(cells[at]));
  };
  const time = Float64Array.from(rows, ([date = '']) => Date.parse(/Z|[+-]\d\d:?\d\d$/.test(date) ? date : `${date}Z`));
  const prices = { open: column('open'), high: column('high'), low: column('low'), close: column('close') };
  return barSeries(
    { time, ...prices, volume: column('volume') },
    { instrument, timeframe: inferTimeframe(time) ?? '1d', origin: path },
  );
}
