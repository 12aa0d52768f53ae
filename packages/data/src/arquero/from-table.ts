import type { Table } from 'arquero';
import { type BarColumns, type BarSeries, type DataFinding, type DataReport } from '@tidemark/core-market';
import { isTidemarkError } from '@tidemark/core-errors';
import { DataError } from '../error.ts';
import { validateBars } from '../handlers/validate.ts';
import { assumedCloseTimes, closeTimesAssumed, volumeUnknown } from '../sources/assumed-columns.ts';
import { layoutOf } from '../sources/csv/layout.ts';
import { readNumber, readTime, tableColumn } from './table-column.ts';
import { checkedTableOptions, type FromTableOptions } from './table-options.ts';

const FIELDS = ['time', 'open', 'high', 'low', 'close', 'volume', 'closeTime'] as const;

/**
 * The rows of an Arquero table as bars, in the table's order and without the rows that it filters out, with the report
 * of what that took. Columns are found by their usual names in any case (`Date`, `vol`; an exact `time` goes before
 * another one), times are Dates or numbers. null, undefined and NaN are no values: a row without a time or a price is
 * refused, or dropped and counted. A column of numbers is used as it is, not copied, where nothing is filtered,
 * ordered or dropped.
 *
 * @param table rows in any order: `order: 'sort'` takes what is not oldest first
 * @throws DataError BAD_OPTION, MISSING_COLUMN, DUPLICATE_COLUMN, BAD_TIME, BAD_NUMBER
 * @throws MarketError as `barSeries`, for what is refused
 * @example
 * import { table } from 'arquero';
 * const rows = table({ date: [new Date(60_000), new Date(0)], o: [11, 10], h: [12, 11], l: [10, 9], c: [11, 10] });
 * const { data, report } = fromTable(rows.orderby('date'), { instrument: 'ES', timeframe: '1m' });
 * data.close // => [10, 11]
 * report.findings.map(({ code }) => code) // => ['VOLUME_UNKNOWN']
 */
export function fromTable(
  table: Table,
  options: FromTableOptions,
): { readonly data: BarSeries; readonly report: DataReport } {
  const { columns, extra, timeUnit, origin, ...validation } = checkedTableOptions(options);
  const { instrument, timeframe, missing } = validation;
  const where = origin ?? (typeof instrument === 'string' ? instrument : instrument.symbol);
  const found = columnsOf(table, { columns, extra }, where);
  const all = new Map<string, Float64Array>();
  for (const [name, written] of found) {
    const isTime = name === 'time' || name === 'closeTime';
    const how = isTime
      ? { read: readTime(timeUnit), code: 'BAD_TIME', fix: 'derive a Date, or a number of milliseconds' }
      : { read: readNumber, code: 'BAD_NUMBER', fix: 'derive a number from it, such as +d.close' };
    const asIs = !isTime || (timeUnit ?? 'ms') === 'ms';
    all.set(name, tableColumn(table, written, { ...how, asIs, where }));
  }
  const findings: DataFinding[] = [];
  dropTimeless(all, { missing, where }, findings);
  const time = all.get('time')!;
  const count = Math.max(1, time.length);
  if (!all.has('volume')) findings.push(volumeUnknown(count));
  const assumed = assumedCloseTimes(time, all.get('closeTime'), timeframe);
  if (assumed !== undefined && timeframe !== undefined) {
    all.set('closeTime', assumed);
    findings.push(closeTimesAssumed(timeframe, count, 'the table'));
  }
  const { data, report } = validateBars(barColumns(all), { ...validation, origin: where });
  return { data, report: { ...report, rows: table.numRows(), findings: [...findings, ...report.findings] } };
}

/** Which column of the table is which of the bars: their names, and those in the table. */
function columnsOf(
  table: Table,
  { columns, extra }: Pick<FromTableOptions, 'columns' | 'extra'>,
  where: string,
): [string, string][] {
  const header = table.columnNames();
  // What is named exactly like a field is that field, whatever else could be.
  const exact = Object.fromEntries(FIELDS.filter((name) => header.includes(name)).map((name) => [name, name]));
  const given = Object.entries(columns ?? {}).filter(([, name]) => name !== undefined);
  const asked = { columns: { ...exact, ...(Object.fromEntries(given) as typeof columns) }, extra };
  try {
    const { names, targets } = layoutOf(header, asked, { delimiter: 0, where, line: 0 });
    return names.map((name, target) => [name, header[targets.indexOf(target)]]);
  } catch (error) {
    if (!isTidemarkError(error)) throw error;
    // The finder speaks of a file: a table has no lines, and no lack of a header.
    const none = error.code === 'MISSING_HEADER';
    const what = none ? `the table has no column of a bar among ${header.join(', ').slice(0, 80)}` : error.what;
    const fix = none ? "say which is which: { columns: { time: 'day', … } }" : error.fix;
    const column = error instanceof DataError ? error.column : undefined;
    throw new DataError(none ? 'MISSING_COLUMN' : error.code, { what, where, fix, column });
  }
}

/** A row without a time has no place: it is refused, or dropped and counted. */
function dropTimeless(
  all: Map<string, Float64Array>,
  { missing, where }: { readonly missing: FromTableOptions['missing']; readonly where: string },
  findings: DataFinding[],
): void {
  const time = all.get('time')!;
  const first = time.findIndex((moment) => Number.isNaN(moment));
  if (first < 0) return;
  const at = `${where}, row ${first}`;
  if (missing !== 'drop') {
    const fix = "filter such rows out, or give { missing: 'drop' }";
    throw new DataError('BAD_TIME', { what: 'the row has no time', where: at, fix, column: 'time' });
  }
  const kept = time.map((moment) => Number(!Number.isNaN(moment)));
  for (const [name, column] of all)
    all.set(
      name,
      column.filter((_, row) => kept[row] === 1),
    );
  const count = time.length - all.get('time')!.length;
  findings.push({ code: 'MISSING_DROPPED', what: 'rows without a time were dropped', count, where: at });
}

function barColumns(all: ReadonlyMap<string, Float64Array>): BarColumns {
  const column = (name: (typeof FIELDS)[number]): Float64Array => all.get(name)!;
  const extra = [...all].filter(([name]) => !(FIELDS as readonly string[]).includes(name));
  return {
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: all.get('volume'),
    closeTime: all.get('closeTime'),
    extra: Object.fromEntries(extra),
  };
}
