import * as z from 'zod';
import type { ValidateOptions } from '../handlers/validate.ts';
import { assertOptions } from '../sources/assert-options.ts';

/** The columns that a bar is made of. */
export type TableColumnName = 'time' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'closeTime' | 'adjclose';

/** How the rows of a table become bars; what no option lets pass is refused. */
export interface FromTableOptions extends ValidateOptions {
  /** Columns that are named unusually: `{ time: 'day', close: 'close_1' }`. */
  readonly columns?: Readonly<Partial<Record<TableColumnName, string | undefined>>> | undefined;
  /** Further columns to take, by name. */
  readonly extra?: readonly string[] | undefined;
  /** The unit of times that are numbers; `ms` by default. */
  readonly timeUnit?: 's' | 'ms' | 'us' | 'ns' | undefined;
}

const columnNames = ['time', 'open', 'high', 'low', 'close', 'volume', 'closeTime', 'adjclose'] as const;

const shape = {
  instrument: z.union([z.string(), z.looseObject({ symbol: z.string() })], 'give a symbol or an instrument'),
  timeframe: z.string().optional(),
  adjustment: z.enum(['none', 'splits', 'total']).optional(),
  origin: z.string().optional(),
  order: z.enum(['refuse', 'sort']).optional(),
  duplicates: z.enum(['refuse', 'first', 'last']).optional(),
  missing: z.enum(['refuse', 'drop']).optional(),
  invalid: z.enum(['refuse', 'drop']).optional(),
  columns: z.partialRecord(z.enum(columnNames), z.string().min(1).optional()).optional(),
  extra: z.array(z.string().min(1)).optional(),
  timeUnit: z.enum(['s', 'ms', 'us', 'ns']).optional(),
};

const schema = z.strictObject(shape);

/**
 * The options as given, once they are known to be options.
 *
 * @throws DataError BAD_OPTION with the option's name and what it may be
 */
export function checkedTableOptions(options: FromTableOptions): FromTableOptions {
  assertOptions(schema, options, { of: 'a table', see: 'FromTableOptions' });
  return options;
}
