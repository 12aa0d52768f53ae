import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTidemarkError } from '@tidemark/core-errors';
import { parseCsv, type CsvColumns, type CsvOptions, type DataError } from '@tidemark/data';
import type { CaseOutcome } from '../../area.ts';

/** One file of csv_malformed/expected.json: read with these options it is accepted as this, or refused like this. */
export interface MalformedCase {
  readonly file: string;
  readonly options: GoldenOptions;
  readonly outcome: 'accept' | 'refuse';
  readonly rows?: number;
  readonly ts?: readonly number[];
  readonly close?: readonly number[];
  readonly warnings?: readonly string[];
  readonly unit?: string;
  readonly ignored_columns?: readonly string[];
  readonly nan_at?: readonly (readonly [row: number, column: string])[];
  readonly code?: string;
  readonly line?: number;
  readonly column?: string | null;
}

/** Options by the names that the goldens give them. */
interface GoldenOptions {
  readonly timezone?: string;
  readonly delimiter?: string;
  readonly decimal?: '.' | ',';
  readonly thousands?: string;
  readonly header?: readonly string[];
  /** Further columns to keep. */
  readonly columns?: readonly string[];
  readonly comment?: string;
  readonly missing?: 'nan' | 'drop' | 'refuse';
  readonly missingTokens?: readonly string[];
  readonly duplicates?: 'first' | 'last' | 'refuse';
  readonly sort?: boolean;
  readonly validate?: 'strict';
  readonly timestampFormat?: string;
  readonly truncatedLastLine?: 'drop' | 'refuse';
  readonly maxLineBytes?: number;
}

/** What must not be found where a case does not list it among its warnings. */
const WARNINGS = [
  'NAIVE_TIMESTAMP_ASSUMED_UTC',
  'TRUNCATED_LAST_LINE',
  'NO_ROWS',
  'OHLC_INCONSISTENT',
  'PRECISION_LOSS',
];
const VALUES = ['open', 'high', 'low', 'close', 'volume'] as const;

/** Each file with exactly the outcome that is written down for it. */
export function compareMalformedCsv(folder: string, cases: readonly MalformedCase[]): CaseOutcome[] {
  return cases.map((golden): CaseOutcome => {
    const name = `csv ${golden.file}`;
    try {
      const difference = differenceOf(folder, golden);
      return difference === undefined
        ? { name, status: 'passed', tolerance: 'exact', detail: golden.outcome }
        : { name, status: 'failed', detail: difference };
    } catch (error) {
      return { name, status: 'failed', detail: String(error) };
    }
  });
}

function differenceOf(folder: string, golden: MalformedCase): string | undefined {
  const bytes = new Uint8Array(readFileSync(join(folder, golden.file)));
  const options = optionsOf(golden.options);
  let columns: CsvColumns;
  try {
    columns = parseCsv(bytes, options);
  } catch (error) {
    if (!isTidemarkError(error)) throw error;
    return refusalDifference(error as DataError, golden);
  }
  const found = columns.findings.map(({ code }) => code);
  if (golden.outcome === 'refuse') return `accepted ${columns.length} rows, expected ${houseForm(golden.code ?? '')}`;
  const wanted = (golden.warnings ?? []).map(houseForm);
  const checks: readonly (readonly [what: string, actual: unknown, expected: unknown])[] = [
    ['rows', columns.length, golden.rows ?? columns.length],
    ['ts', [...columns.time], golden.ts ?? [...columns.time]],
    ['close', [...columns.close], golden.close ?? [...columns.close]],
    ['unit', columns.timeUnit, golden.unit ?? columns.timeUnit],
    ['ignored columns', columns.ignored, golden.ignored_columns ?? columns.ignored],
    ['missing values', missingAt(columns), (golden.nan_at ?? []).map(([row, column]) => `${row} ${column}`)],
    [
      'warnings',
      found.filter((code) => WARNINGS.includes(code) || wanted.includes(code)).toSorted(),
      wanted.toSorted(),
    ],
  ];
  const differing = checks.find(([, actual, expected]) => JSON.stringify(actual) !== JSON.stringify(expected));
  if (differing === undefined) return undefined;
  const [what, actual, expected] = differing;
  return `${what}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`;
}

function refusalDifference({ code, line, column, message }: DataError, golden: MalformedCase): string | undefined {
  if (golden.outcome === 'accept') return `refused: ${code} ${message}`;
  const own = `${code} in line ${line}, column ${columnName(column)}`;
  const expected = `${houseForm(golden.code ?? '')} in line ${golden.line}, column ${String(golden.column ?? null)}`;
  return own === expected ? undefined : `${own}, expected ${expected}`;
}

/** `bad-number` is BAD_NUMBER. */
function houseForm(code: string): string {
  return code.toUpperCase().replaceAll('-', '_');
}

/** Our columns by the names of the goldens. */
function columnName(column: string | undefined): string {
  return column === 'time' ? 'timestamp' : String(column ?? null);
}

function missingAt(columns: CsvColumns): string[] {
  const missing: string[] = [];
  for (let row = 0; row < columns.length; row++) {
    for (const name of VALUES) if (Number.isNaN(columns[name]?.[row])) missing.push(`${row} ${name}`);
  }
  return missing;
}

function optionsOf({
  timezone,
  columns,
  missing,
  sort,
  validate,
  timestampFormat,
  ...same
}: GoldenOptions): CsvOptions {
  return {
    ...same,
    ...(timezone !== undefined && { timeZone: timezone }),
    ...(columns !== undefined && { extra: columns }),
    ...(missing !== undefined && { missing: missing === 'nan' ? 'keep' : missing }),
    ...(sort === true && { order: 'sort' }),
    ...(timestampFormat !== undefined && { timeFormat: timestampFormat }),
    invalid: validate === 'strict' ? 'refuse' : 'keep',
  };
}
