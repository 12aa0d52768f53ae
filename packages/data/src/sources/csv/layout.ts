import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../../error.ts';
import type { CsvColumnName, CsvOptions } from './csv-options.ts';

/** What a field of the file is: its target column, or nothing that is kept. */
export const IGNORED = -1;
export const TIME = 0;
export const CLOSE = 4;

/** Which field of a row goes into which column. */
export interface CsvLayout {
  readonly delimiter: number;
  /** Per field of the file: the index of its target, or IGNORED. Target 0 is the time. */
  readonly targets: Int32Array;
  /** Names of the targets: time, open, high, low, close, then what else is kept. */
  readonly names: readonly string[];
  /** The target of the volume; IGNORED where there is none. */
  readonly volume: number;
  /** Headers of fields that are not kept. */
  readonly ignored: readonly string[];
}

const NEEDED = ['time', 'open', 'high', 'low', 'close'] as const;
const OPTIONAL = ['volume', 'closeTime', 'adjclose'] as const;

/** Usual headers, in lower case without spaces and underscores. */
const ALIASES: Readonly<Record<CsvColumnName, readonly string[]>> = {
  time: ['time', 'date', 'timestamp', 'datetime', 'ts', 'opentime', '<date>'],
  open: ['open', 'o', '<open>'],
  high: ['high', 'h', '<high>'],
  low: ['low', 'l', '<low>'],
  close: ['close', 'c', '<close>'],
  volume: ['volume', 'vol', 'v', '<vol>'],
  closeTime: ['closetime'],
  adjclose: ['adjclose', 'adj.close', 'adjustedclose'],
};

const plain = (header: string): string => header.trim().toLowerCase().replace(/[ _]/g, '');

/**
 * Finds the columns of a bar in a header.
 *
 * @param header the fields of the header as written
 * @param where `es.csv:1`, for messages
 * @throws DataError MISSING_HEADER, MISSING_COLUMN, DUPLICATE_COLUMN
 */
export function layoutOf(
  header: readonly string[],
  { columns = {}, extra = [] }: CsvOptions,
  { delimiter, where, line }: { readonly delimiter: number; readonly where: string; readonly line: number },
): CsvLayout {
  const written = header.map((name) => plain(name));
  const taken = new Map<number, number>();
  const names: string[] = [];
  const at = { where, line };
  const claim = (name: string, field: number): void => {
    taken.set(field, names.length);
    names.push(name);
  };

  const fields = new Map<CsvColumnName, number | undefined>();
  for (const name of [...NEEDED, ...OPTIONAL]) fields.set(name, fieldOf(name, columns[name], { header, written }, at));
  // pandas writes an index without a name: an empty first header is the time where nothing else is.
  if (fields.get('time') === undefined && written[0] === '') fields.set('time', 0);

  const found = NEEDED.filter((name) => fields.get(name) !== undefined);
  if (found.length === 0) {
    throw new DataError('MISSING_HEADER', {
      what: `the first line names no column of a bar: ${header.slice(0, 6).join(', ').slice(0, 80)}`,
      fix: "if the file has no header, give { header: ['time', 'open', …] }; if its names are unusual, { columns: { time: 'Datum', … } }",
      ...at,
    });
  }
  for (const name of NEEDED) {
    const field = fields.get(name);
    if (field === undefined) throw missing(name, header, [...fields.values()], at);
    claim(name, field);
  }
  for (const name of OPTIONAL) {
    const field = fields.get(name);
    if (field !== undefined) claim(name, field);
  }
  for (const name of extra) {
    if (names.includes(name)) continue;
    const field = namedField(name, { header, written }, at);
    if (field === undefined) throw missing(name, header, [], at);
    if (!taken.has(field)) claim(name, field);
  }
  const targets = Int32Array.from(header, (_, field) => taken.get(field) ?? IGNORED);
  const ignored = header.filter((_, field) => !taken.has(field)).map((name) => name.trim());
  return { delimiter, targets, names, volume: names.indexOf('volume'), ignored };
}

/** The column of a bar that a header usually means. */
export function usualMeaning(header: string): CsvColumnName | undefined {
  const written = plain(header);
  return [...NEEDED, ...OPTIONAL].find((name) => ALIASES[name].includes(written));
}

interface Header {
  readonly header: readonly string[];
  readonly written: readonly string[];
}

interface At {
  readonly where: string;
  readonly line: number;
}

/** The field of a bar's column: by the name that the caller gave, or by its usual names. */
function fieldOf(name: CsvColumnName, given: string | undefined, all: Header, at: At): number | undefined {
  if (given !== undefined) {
    const field = namedField(given, all, at);
    if (field === undefined) throw missing(given, all.header, [], { ...at, column: name });
    return field;
  }
  const fields = all.written.flatMap((text, field) => (ALIASES[name].includes(text) ? [field] : []));
  if (fields.length < 2) return fields[0];
  throw duplicate(name, fields, all.header, at);
}

/** Names that differ only in their case are told apart by it. */
function namedField(name: string, { header, written }: Header, at: At): number | undefined {
  const fields = written.flatMap((text, field) => (text === plain(name) ? [field] : []));
  const exact = fields.filter((field) => header[field].trim() === name);
  const found = fields.length > 1 && exact.length === 1 ? exact : fields;
  if (found.length > 1) throw duplicate(name, found, header, at);
  return found[0];
}

function duplicate(column: string, fields: readonly number[], header: readonly string[], at: At): DataError {
  const found = fields.map((field) => `"${header[field].trim()}"`).join(' and ');
  return new DataError('DUPLICATE_COLUMN', {
    what: `${found} both mean ${column}`,
    fix: `rename one, or say which: { columns: { ${column}: … } }`,
    column,
    ...at,
  });
}

/** A misspelt header is looked for among the fields that have no meaning yet. */
function missing(
  column: string,
  header: readonly string[],
  taken: readonly (number | undefined)[],
  at: At & { readonly column?: string },
): DataError {
  const free = header.filter((_, field) => !taken.includes(field)).map((name) => name.trim());
  const meant = nearestName(column, free);
  const what = `there is no column ${column} among ${header.map((name) => name.trim()).join(', ')}`.slice(0, 200);
  const fix =
    meant === undefined
      ? `add the column, or say which one it is: { columns: { ${column}: … } }`
      : `did you mean ${column} by "${meant}"? Rename it, or give { columns: { ${column}: '${meant}' } }`;
  return new DataError('MISSING_COLUMN', { what, fix, column, ...at });
}
