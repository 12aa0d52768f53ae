import type { Columns, DataFinding } from '@tidemark/core-market';
import { arrangeRows } from './arrange.ts';
import { checkedOptions, type CsvOptions } from './csv-options.ts';
import { CsvReader, type CsvCounts } from './csv-reader.ts';
import type { CsvTable } from './csv-table.ts';
import type { CsvLayout } from './layout.ts';
import { RowLines } from './row-lines.ts';
import { utf8Of } from './text.ts';
import type { EpochUnit, TimeReader } from './time-reader.ts';

/** The columns of a CSV, oldest first, and what was met while reading it. */
export interface CsvColumns {
  readonly length: number;
  /** Opens, epoch ms UTC. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Absent where the file has none. */
  readonly volume: Float64Array | undefined;
  readonly closeTime: Float64Array | undefined;
  /** `adjclose` where the file has it, and the further columns that were asked for. */
  readonly extra: Columns;
  /** Rows of data in the file, those that were dropped included. */
  readonly rows: number;
  /** Headers of the columns that were not kept. */
  readonly ignored: readonly string[];
  /** The unit of epoch times; undefined where times are written out. */
  readonly timeUnit: EpochUnit | undefined;
  readonly findings: readonly DataFinding[];
  readonly lines: RowLines;
}

/**
 * A CSV of bars as columns: plain rows in one pass over the bytes, quotes, odd line ends and everything else by the
 * careful way. Numbers are correctly rounded: the bits are those of `Number(text)`. Nothing is dropped or moved unless
 * an option says so, and then it is counted in `findings`.
 *
 * @param csv the text, or its bytes in UTF-8, or in UTF-16 with a byte order mark
 * @throws DataError BAD_OPTION, UNKNOWN_TIME_ZONE, BAD_TIME_FORMAT; of the file EMPTY_FILE, MISSING_HEADER,
 *   MISSING_COLUMN, DUPLICATE_COLUMN; of a row FIELD_COUNT, STRAY_QUOTE, UNTERMINATED_QUOTE, NUL_BYTE, LINE_TOO_LONG,
 *   COMPRESSED; of a field BAD_NUMBER, MISSING_VALUE, INVALID_UTF8, BAD_TIMESTAMP, MIXED_TIMESTAMP_UNITS, AMBIGUOUS_LOCAL_TIME,
 *   NONEXISTENT_LOCAL_TIME; of a bar those of `arrangeRows`. Each carries `line` and `column`.
 * @example
 * parseCsv('date,open,high,low,close\n2024-01-02,10,12,9,11').close[0] // => 11
 */
export function parseCsv(csv: Uint8Array | string, options: CsvOptions = {}): CsvColumns {
  const checked = checkedOptions(options);
  const bytes = typeof csv === 'string' ? utf8Of(csv) : csv;
  const reader = new CsvReader(checked, bytes.length);
  reader.push(bytes, true);
  return csvColumns(reader, options);
}

/** What a reader of rows has read. */
export interface ReadRows {
  readonly layout: Pick<CsvLayout, 'names' | 'ignored'> | undefined;
  readonly table: CsvTable | undefined;
  readonly counts: CsvCounts;
  readonly time: TimeReader;
}

/**
 * What a reader has read, once it has been given the last piece.
 *
 * @throws DataError those of `arrangeRows`
 */
export function csvColumns({ layout, table, counts, time }: ReadRows, options: CsvOptions): CsvColumns {
  const { origin = 'csv' } = options;
  const names = layout?.names ?? [];
  const read = table?.trim() ?? [];
  const lineOf = (row: number): number => table?.lineOf(row) ?? row + 1;
  const arranged = arrangeRows({ names, columns: read, origin, lineOf }, options);
  const { columns, findings } = arranged;

  const found: DataFinding[] = [];
  const note = (code: string, count: number, what: string, more: Partial<DataFinding> = {}): void => {
    if (count > 0) found.push({ code, what, count, ...more });
  };
  const zoneFix = "say where the times are from: { timeZone: 'America/New_York' }, or 'UTC'";
  note('NO_ROWS', counts.rows === 0 ? 1 : 0, 'there is a header and no row', { where: origin });
  note('ROWS_DROPPED', counts.missing, 'rows without a price were dropped', {
    where: `${origin}:${counts.missingLine}`,
  });
  note('TRUNCATED_LAST_LINE', counts.truncated, 'the last line breaks off and was dropped');
  note('NAIVE_TIMESTAMP_ASSUMED_UTC', time.naive, 'times of day without a zone were read as UTC', { fix: zoneFix });
  note('LOCAL_TIME_RESOLVED', time.resolved, `local times that are not one moment were resolved as asked`);
  note('TIME_FINER_THAN_MS', time.finer, 'times finer than a millisecond were cut to it');
  note('PRECISION_LOSS', counts.rounded, 'whole numbers beyond 2^53 were rounded');
  note('VOLUME_UNKNOWN', counts.unknownVolume, 'rows have no volume: it is NaN there');
  note('BLANK_LINES', counts.blank, 'blank lines between rows were skipped');
  const ignored = layout?.ignored ?? [];
  note('COLUMNS_IGNORED', ignored.length, `columns were not read: ${ignored.join(', ')}`.slice(0, 200));

  const named = new Map(names.map((name, index) => [name, columns[index]]));
  const plain = ['time', 'open', 'high', 'low', 'close', 'volume', 'closeTime'];
  const extra = Object.fromEntries([...named].filter(([name]) => !plain.includes(name)));
  const [timeColumn, open, high, low, close] = columns;
  const [volume, closeTime] = [named.get('volume'), named.get('closeTime')];
  const prices = { time: timeColumn, open, high, low, close, volume, closeTime };
  const timeUnit = time.unit;
  return {
    length: timeColumn.length,
    ...prices,
    extra,
    rows: counts.rows,
    ignored,
    timeUnit,
    findings: [...found, ...findings],
    lines: new RowLines(arranged.lineOf),
  };
}
