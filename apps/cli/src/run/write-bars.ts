import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { BarSeries } from '@tidemark/core-market';
import { barsToCsv, barsToJsonLines } from '@tidemark/data';
import { makeFolder } from '@tidemark/data/node';
import { CliError, usageError } from '../error.ts';
import { barFormat } from './bar-file.ts';

/** The endings of files that can be written, as a person is told them. */
const WRITABLE = '.csv, .jsonl (both also .gz) or .parquet';

/**
 * A file to write, as `--out` names it.
 *
 * @param source what is read: it is not written over, for its further columns are not read
 * @returns the path, absolute
 * @throws CliError NO_OUTPUT, SAME_FILE, INVALID_VALUE for a name that does not say how to write; exit code 2
 */
export function outputFile(path: string | undefined, source: string, cwd: string): string {
  if (path === undefined) {
    throw usageError('NO_OUTPUT', { what: 'no file to write is named', fix: `give --out, a name in ${WRITABLE}` });
  }
  const target = resolve(cwd, path);
  if (target === resolve(cwd, source)) {
    const what = 'the file would be written over itself';
    throw usageError('SAME_FILE', { what, where: '--out', fix: 'give another name' });
  }
  if (barFormat(path) !== undefined) return target;
  const fix = `let its name end in ${WRITABLE}`;
  throw usageError('INVALID_VALUE', { what: `${path} does not say how to write`, where: '--out', fix });
}

/**
 * Writes bars as the name of the file says. The file is there whole or not at all: it gets its name last.
 *
 * @param path absolute; its folder is made where it is not there
 * @throws CliError OUTPUT_NOT_WRITABLE; DataError FOLDER_UNWRITABLE, and DRIVER_MISSING for Parquet without DuckDB
 */
export async function writeBars(bars: BarSeries, path: string): Promise<void> {
  const format = barFormat(path);
  await makeFolder(dirname(path));
  if (format === 'parquet') {
    const { writeParquet } = await import('./parquet.ts');
    return writeParquet(bars, path);
  }
  const half = `${path}.${process.pid}.part`;
  const text = format === 'json-lines' ? barsToJsonLines(bars) : barsToCsv(bars);
  const gzip = path.endsWith('.gz') ? [createGzip()] : [];
  try {
    await pipeline([Readable.from(text), ...gzip, createWriteStream(half)]);
    await rename(half, path);
  } catch (cause) {
    await rm(half, { force: true });
    throw notWritable(path, cause);
  }
}

function notWritable(path: string, cause: unknown): CliError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return new CliError('OUTPUT_NOT_WRITABLE', {
    what: `it cannot be written: ${reason}`,
    where: path,
    fix: 'name a place where you may write with --out',
    cause,
  });
}

/** A path as it would be typed. */
export function typed(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near.startsWith('..') ? path : near;
}
