import * as z from 'zod';
import { assertOptions } from '../assert-options.ts';

/** The columns that a bar is made of, by the names used here; `extra` columns go by their header. */
export type CsvColumnName = 'time' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'closeTime' | 'adjclose';

/** How a CSV is to be read. Everything is optional: what is left out is refused or detected, never guessed in silence. */
export interface CsvOptions {
  /** Names the text in messages: `es.csv`. */
  readonly origin?: string | undefined;
  /** What separates fields; `auto` (default) takes the most frequent of `,` `;` tab and `|` in the header. */
  readonly delimiter?: string | undefined;
  /** The decimal mark, `.` by default. */
  readonly decimal?: '.' | ',' | undefined;
  /** What groups thousands: `,` reads 1,500 as 1500. Left out: nothing does. */
  readonly thousands?: string | undefined;
  /** The header of a file that has none. */
  readonly header?: readonly string[] | undefined;
  /** Headers that are named unusually: `{ time: 'Datum', close: 'Last' }`. */
  readonly columns?: Readonly<Partial<Record<CsvColumnName, string | undefined>>> | undefined;
  /** Further columns to read as numbers, by their headers. */
  readonly extra?: readonly string[] | undefined;
  /** Lines that begin with this are skipped: `#`. */
  readonly comment?: string | undefined;
  /** The IANA zone of times that carry none; left out, they are read as UTC. */
  readonly timeZone?: string | undefined;
  /** A local time that occurs twice when clocks go back: refused by default. */
  readonly ambiguousTime?: 'refuse' | 'earlier' | 'later' | undefined;
  /** A local time that clocks jump over: refused by default; `later` reads it by the clock before the jump. */
  readonly nonexistentTime?: 'refuse' | 'earlier' | 'later' | undefined;
  /** The unit of epoch times; left out, it is told by their size and must be the same in every row. */
  readonly timeUnit?: 's' | 'ms' | 'us' | 'ns' | undefined;
  /** How times are written where it is not ISO 8601: `dd/MM/yyyy HH:mm`. */
  readonly timeFormat?: string | undefined;
  /** An empty price: refused by default, or its row dropped and counted, or kept as NaN. */
  readonly missing?: 'refuse' | 'drop' | 'keep' | undefined;
  /** What stands for "no value" besides an empty field. Default: NaN, null, NA, N/A. */
  readonly missingTokens?: readonly string[] | undefined;
  /** A bar that cannot be (high below low, a negative volume): refused by default, or dropped and counted, or kept. */
  readonly invalid?: 'refuse' | 'drop' | 'keep' | undefined;
  /**
   * Rows are oldest first (`ascending`, default), newest first, or in any order: then they are sorted and counted, or with
   * `keep` left as they are, for `check`.
   */
  readonly order?: 'ascending' | 'descending' | 'sort' | 'keep' | undefined;
  /** Rows of the same time: refused by default, or the first or last of them in the file is kept, or all. */
  readonly duplicates?: 'refuse' | 'first' | 'last' | 'keep' | undefined;
  /** A last line that breaks off: refused by default. */
  readonly truncatedLastLine?: 'refuse' | 'drop' | undefined;
  /** Longer lines are refused: a file that is no table, or a quote that never closes. Default 1 MiB. */
  readonly maxLineBytes?: number | undefined;
}

const columnNames = ['time', 'open', 'high', 'low', 'close', 'volume', 'closeTime', 'adjclose'] as const;

/** What each option may be, for schemas. */
export const csvOptionShape = {
  origin: z.string().optional(),
  delimiter: z
    .string()
    .regex(/^(?:auto|[\x20-\x7e\t])$/, 'give one ASCII character, or auto')
    .optional(),
  decimal: z.enum(['.', ',']).optional(),
  thousands: z.string().length(1).optional(),
  header: z.array(z.string()).min(5).optional(),
  columns: z.partialRecord(z.enum(columnNames), z.string().min(1).optional()).optional(),
  extra: z.array(z.string().min(1)).optional(),
  comment: z.string().length(1).optional(),
  timeZone: z.string().min(1).optional(),
  ambiguousTime: z.enum(['refuse', 'earlier', 'later']).optional(),
  nonexistentTime: z.enum(['refuse', 'earlier', 'later']).optional(),
  timeUnit: z.enum(['s', 'ms', 'us', 'ns']).optional(),
  timeFormat: z.string().regex(/yyyy/, 'name the year: yyyy').optional(),
  missing: z.enum(['refuse', 'drop', 'keep']).optional(),
  missingTokens: z.array(z.string()).optional(),
  invalid: z.enum(['refuse', 'drop', 'keep']).optional(),
  order: z.enum(['ascending', 'descending', 'sort', 'keep']).optional(),
  duplicates: z.enum(['refuse', 'first', 'last', 'keep']).optional(),
  truncatedLastLine: z.enum(['refuse', 'drop']).optional(),
  maxLineBytes: z.int().min(64).optional(),
};

const schema = z.strictObject(csvOptionShape);

/**
 * The options as given, once they are known to be options.
 *
 * @throws DataError BAD_OPTION with the option's name and what it may be
 */
export function checkedOptions(options: CsvOptions): CsvOptions {
  assertOptions(schema, options, { of: 'a CSV', see: 'CsvOptions' });
  return options;
}
