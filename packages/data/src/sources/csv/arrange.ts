import type { DataFinding } from '@tidemark/core-market';
import { DataError } from '../../error.ts';
import type { CsvOptions } from './csv-options.ts';

/** Rows as read, in the order of the file. */
export interface RawRows {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly origin: string;
  readonly lineOf: (row: number) => number;
}

/** Rows put in order, with what that took. */
export interface ArrangedRows {
  readonly columns: readonly Float64Array[];
  readonly findings: readonly DataFinding[];
  readonly lineOf: (row: number) => number;
}

/**
 * Puts rows oldest first, keeps one of each time and refuses, drops or keeps bars that cannot be, as the options say.
 * Sorting is stable, and "first" and "last" of equal times mean their order in the file.
 *
 * @throws DataError UNORDERED, DUPLICATE_TIMESTAMP, OHLC_INCONSISTENT, NEGATIVE_VOLUME,
 *   BAD_CLOSE_TIME
 */
export function arrangeRows(raw: RawRows, options: CsvOptions): ArrangedRows {
  const findings: DataFinding[] = [];
  const ordered = inOrder(raw, options, findings);
  const unique = oneOfEachTime(ordered, options, findings);
  const { columns, lineOf } = possibleBars(unique, options, findings);
  return { columns, findings, lineOf };
}

/** Takes rows by index, remembering their lines. */
function take(raw: RawRows, rows: Uint32Array): RawRows {
  const columns = raw.columns.map((column) => {
    const out = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) out[i] = column[rows[i]];
    return out;
  });
  return { ...raw, columns, lineOf: (row) => raw.lineOf(rows[row]) };
}

function inOrder(raw: RawRows, { order = 'ascending' }: CsvOptions, findings: DataFinding[]): RawRows {
  if (order === 'keep') return raw;
  const [time] = raw.columns;
  const sign = order === 'descending' ? -1 : 1;
  let wrong = 1;
  while (wrong < time.length && (time[wrong] - time[wrong - 1]) * sign >= 0) wrong++;
  const straight = wrong >= time.length;
  if (order === 'ascending' && straight) return raw;
  if (order === 'sort' && straight) return raw;
  if (order !== 'sort' && !straight) throw unordered(raw, wrong, order);
  const rows = Uint32Array.from(time, (_, row) => row);
  if (order === 'descending') rows.reverse();
  else rows.sort((a, b) => time[a] - time[b] || a - b);
  let moved = 0;
  for (let i = 0; i < rows.length; i++) if (rows[i] !== i) moved++;
  const what =
    order === 'sort' ? 'rows were not in order of time and were sorted' : 'rows were newest first and were reversed';
  findings.push({
    code: 'ROWS_REORDERED',
    what,
    count: moved,
    where: `${raw.origin}:${raw.lineOf(wrong < time.length ? wrong : 0)}`,
  });
  return take(raw, rows);
}

function unordered(raw: RawRows, row: number, order: 'ascending' | 'descending'): DataError {
  const [time] = raw.columns;
  const line = raw.lineOf(row);
  const side = order === 'ascending' ? 'after' : 'before';
  const fix =
    order === 'ascending'
      ? "sort the file by time, or pass { order: 'descending' } or { order: 'sort' }"
      : "sort the file newest first, or pass { order: 'sort' }";
  const what = `${moment(time[row])} is not ${side} ${moment(time[row - 1])} of the row before`;
  return new DataError('UNORDERED', { what, where: `${raw.origin}:${line}`, fix, line, column: 'time' });
}

function oneOfEachTime(raw: RawRows, { duplicates = 'refuse' }: CsvOptions, findings: DataFinding[]): RawRows {
  if (duplicates === 'keep') return raw;
  const [time] = raw.columns;
  let first = 1;
  while (first < time.length && time[first] !== time[first - 1]) first++;
  if (first >= time.length) return raw;
  if (duplicates === 'refuse') throw duplicate(raw, first);
  const kept = new Uint32Array(time.length);
  let count = 0;
  for (let i = 0; i < time.length; i++) {
    if (i === 0 || time[i] !== time[i - 1]) kept[count++] = i;
    // Rows of a reversed file stand the other way round: their lines say which came first.
    else if (raw.lineOf(i) > raw.lineOf(kept[count - 1]) === (duplicates === 'last')) kept[count - 1] = i;
  }
  const where = `${raw.origin}:${raw.lineOf(first)}`;
  const what = `rows of a time that occurs again were dropped, the ${duplicates} of each was kept`;
  findings.push({ code: 'DUPLICATES_DROPPED', what, count: time.length - count, where });
  return take(raw, kept.subarray(0, count));
}

function duplicate(raw: RawRows, row: number): DataError {
  const [one, other] = [raw.lineOf(row - 1), raw.lineOf(row)];
  const line = Math.max(one, other);
  return new DataError('DUPLICATE_TIMESTAMP', {
    what: `${moment(raw.columns[0][row])} occurs already in line ${Math.min(one, other)}`,
    where: `${raw.origin}:${line}`,
    fix: "keep one row of each time, or pass { duplicates: 'first' } or { duplicates: 'last' }",
    line,
    column: 'time',
  });
}

function possibleBars(raw: RawRows, { invalid = 'refuse' }: CsvOptions, findings: DataFinding[]): RawRows {
  const { columns } = raw;
  const [time, open, high, low, close] = columns;
  const volume = column(raw, 'volume');
  const closeTime = column(raw, 'closeTime');
  const bad: number[] = [];
  for (let i = 0; i < time.length; i++) {
    const o = open[i];
    const h = high[i];
    const l = low[i];
    const c = close[i];
    // Comparisons with a NaN that was kept on purpose are false, so only known prices can contradict each other.
    const impossible = h < l || o > h || o < l || c > h || c < l || (volume !== undefined && volume[i] < 0);
    const late = closeTime !== undefined && !(closeTime[i] > time[i] && !(closeTime[i] > time[i + 1]));
    if (impossible || late) bad.push(i);
    if (bad.length > 0 && invalid === 'refuse') break;
  }
  if (bad.length === 0) return raw;
  const first = faultOf(raw, bad[0]);
  const where = `${raw.origin}:${raw.lineOf(bad[0])}`;
  if (invalid === 'refuse') throw refusalOf(first, where, raw.lineOf(bad[0]));
  if (invalid === 'keep') {
    findings.push(...keptFaults(raw, bad));
    return raw;
  }
  const what = `bars that cannot be, the first: ${first.what}`;
  findings.push({ code: 'INVALID_BARS_DROPPED', what, count: bad.length, where });
  const dropped = new Set(bad);
  const kept = Uint32Array.from({ length: time.length - bad.length });
  for (let i = 0, k = 0; i < time.length; i++) if (!dropped.has(i)) kept[k++] = i;
  return take(raw, kept);
}

function column({ names, columns }: RawRows, name: string): Float64Array | undefined {
  const index = names.indexOf(name);
  return index < 0 ? undefined : columns[index];
}

/** What is wrong with a bar. */
interface Fault {
  readonly kind: 'high-below-low' | 'price-outside' | 'negative-volume' | 'close-time';
  readonly column: string;
  readonly what: string;
}

/** Refused bars whose prices contradict each other share a code; `column` says which of them does. */
const REFUSED: Readonly<Record<Fault['kind'], string>> = {
  'high-below-low': 'OHLC_INCONSISTENT',
  'price-outside': 'OHLC_INCONSISTENT',
  'negative-volume': 'NEGATIVE_VOLUME',
  'close-time': 'BAD_CLOSE_TIME',
};

/** Kept bars are counted apart: no reading mends a high below the low, and a close outside may be a late print. */
const KEPT: Readonly<Record<Fault['kind'], string>> = { ...REFUSED, 'price-outside': 'PRICE_OUTSIDE_BAR' };

function refusalOf({ kind, what, column }: Fault, where: string, line: number): DataError {
  const fix = "correct the row at its source, or drop such rows: { invalid: 'drop' }";
  return new DataError(REFUSED[kind], { what, where, fix, line, column });
}

function keptFaults(raw: RawRows, bad: readonly number[]): DataFinding[] {
  const found = new Map<string, { what: string; count: number; where: string }>();
  for (const row of bad) {
    const { kind, what } = faultOf(raw, row);
    const known = found.get(KEPT[kind]);
    if (known !== undefined) known.count++;
    else {
      const where = `${raw.origin}:${raw.lineOf(row)}`;
      found.set(KEPT[kind], { what: `bars that cannot be were kept, the first: ${what}`, count: 1, where });
    }
  }
  return [...found].map(([code, finding]) => ({ code, ...finding }));
}

/** Which invariant a bar breaks, in the order in which a person would look. */
function faultOf(raw: RawRows, i: number): Fault {
  const [time, open, high, low, close] = raw.columns.map((values) => values[i]);
  const volume = column(raw, 'volume')?.[i] ?? NaN;
  const closeTime = column(raw, 'closeTime')?.[i] ?? NaN;
  if (high < low) return { kind: 'high-below-low', column: 'high', what: `high ${high} is below low ${low}` };
  for (const [name, price] of Object.entries({ open, close })) {
    if (!(price > high || price < low)) continue;
    return { kind: 'price-outside', column: name, what: `${name} ${price} is outside low ${low} .. high ${high}` };
  }
  if (volume < 0) return { kind: 'negative-volume', column: 'volume', what: `volume is ${volume}` };
  const what = `the close time ${moment(closeTime)} is not after the open ${moment(time)} and by the next open`;
  return { kind: 'close-time', column: 'closeTime', what };
}

/** A time as people read it. */
function moment(time: number): string {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time);
}
