import { fileURLToPath } from 'node:url';

/**
 * The bundled sample: the S&P 500 index, daily, 2000-01-03 to 2020-04-17, as a CSV. Until 2005 its opens are copies of
 * the previous close, in 2006, 2007 and 2011 to 2013 some are: see the notice beside it.
 *
 * @example const sp500 = csvSource({ path: sampleSp500Path(), instrument: 'SPX' });
 */
export function sampleSp500Path(): string {
  return fileURLToPath(new URL('../../samples/sp500_daily_2000_2020.csv', import.meta.url));
}
