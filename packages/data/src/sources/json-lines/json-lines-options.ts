import * as z from 'zod';
import { assertOptions } from '../assert-options.ts';
import { csvOptionShape, type CsvOptions } from '../csv/csv-options.ts';

/**
 * How JSON lines are to be read: as a CSV is, except that there is no delimiter. `header` names the elements of lines
 * that are arrays; `columns` and `extra` may name members of members: `{ close: 'ohlc.c' }`. `decimal` and `thousands`
 * are for numbers in strings.
 */
export interface JsonLinesOptions extends Omit<CsvOptions, 'delimiter'> {}

const { delimiter: _, ...shape } = csvOptionShape;
// Elements may be arrays themselves, so that few names can stand for many columns.
const schema = z.strictObject({ ...shape, header: z.array(z.string().min(1)).min(1).optional() });

/**
 * The options as given, once they are known to be options.
 *
 * @throws DataError BAD_OPTION with the option's name and what it may be
 */
export function checkedJsonLinesOptions(options: JsonLinesOptions): JsonLinesOptions {
  assertOptions(schema, options, { of: 'JSON lines', see: 'JsonLinesOptions' });
  return options;
}
