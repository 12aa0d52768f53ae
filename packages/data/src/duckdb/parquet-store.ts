import { randomBytes } from 'node:crypto';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isTidemarkError } from '@tidemark/core-errors';
import { barsBetween, type Adjustment, type BarFrame, type BarSeries, type Instrument } from '@tidemark/core-market';
import * as z from 'zod';
import { DataError } from '../error.ts';
import type { BarStore, TimeRange } from '../sources/bar-store.ts';
import { makeFolder } from '../node/make-folder.ts';
import { assertOptions } from '../sources/assert-options.ts';
import { barQuery } from './bar-query.ts';
import { withDatabase, type Session } from './database.ts';
import { fileSource } from './file-source.ts';
import { instrumentSchema, localPath, seriesShape, timeframeSchema } from './duckdb-options.ts';
import { joinBars } from './join-bars.ts';
import { described, isSameInstrument } from './known-series.ts';
import { exactPattern } from './missing-file.ts';
import {
  hiddenFiles,
  joined,
  rangeFile,
  rangeFileName,
  visibleParts,
  type RangeFile,
  type VisiblePart,
} from './range-files.ts';
import { sqlError } from './sql-error.ts';
import { sweepTemporaries } from './temp-file.ts';
import { parquetShape, writeBarFile, type WriteParquetOptions } from './write-parquet.ts';

export interface ParquetStoreOptions extends WriteParquetOptions {
  /** Where the files are; made with the first write. One store of one series has a folder for itself. */
  readonly folder: string;
  /** Whose bars these are; a symbol alone asks for no more than that symbol. */
  readonly instrument: Instrument | string;
  readonly timeframe: BarFrame;
  /** What the prices are adjusted for, `none` by default. */
  readonly adjustment?: Adjustment | undefined;
  readonly threads?: number | undefined;
  readonly memoryLimit?: string | undefined;
}

const schema = z.strictObject({
  ...seriesShape,
  ...parquetShape,
  folder: localPath,
  instrument: instrumentSchema,
  timeframe: timeframeSchema,
});

/** How often a listing is made anew because another process replaced a file of it. */
const ATTEMPTS = 20;

/**
 * Keeps the bars of one series in a folder, a Parquet file for each range that was written. A write is one rename, so it
 * is there whole or not at all, whatever ends the process. A later file hides what earlier ones say of its range;
 * files of which nothing is left to see are removed, and so are temporary files of processes that are gone. Processes
 * may write to one folder at the same time. What is not a file of this store, or is damaged, is refused by name.
 *
 * @throws DataError BAD_OPTION at once; FOLDER_UNWRITABLE; BAD_RANGE, SERIES_DIFFERS, OUTSIDE_RANGE for what cannot be stored; FOREIGN_FILE,
 *   FILE_DAMAGED for what lies in the folder; those of `writeParquet` and `duckdbSource`
 * @example
 * const store = parquetStore({ folder: 'bars/es', instrument: 'ES', timeframe: '1m' });
 * await store.write({ from: Date.UTC(2024, 0), to: Date.UTC(2024, 1) }, january);
 * const bars = await store.read({ from: Date.UTC(2024, 0, 10), to: Date.UTC(2024, 0, 20) });
 */
export function parquetStore(options: ParquetStoreOptions): BarStore {
  assertOptions(schema, options, { of: 'a Parquet store', see: 'ParquetStoreOptions' });
  const { folder, compression, rowGroupSize, threads, memoryLimit } = options;
  const at = (file: RangeFile): string => join(folder, file.name);

  return {
    covered: () =>
      attempted(async () => {
        const files = await filesIn(folder);
        for (const file of files) await assertWhole(at(file));
        return joined(files.map(({ range }) => range));
      }),

    async write(range, bars) {
      assertRange(range, folder);
      assertSeries(bars, range, options);
      await makeFolder(folder);
      await sweepTemporaries(folder);
      const before = await filesIn(folder);
      const sequence = Math.max(0, ...before.map((file) => file.sequence)) + 1;
      const name = rangeFileName(range, sequence, randomBytes(4).toString('hex'));
      await writeBarFile(bars, join(folder, name), { compression, rowGroupSize }, range);
      // Listed anew: what another process wrote meanwhile may be the later one.
      for (const hidden of hiddenFiles(await filesIn(folder))) await rm(at(hidden), { force: true });
    },

    read: (range) =>
      attempted(async () => {
        assertRange(range, folder);
        const parts = visibleParts(await filesIn(folder)).flatMap((part) => overlap(part, range));
        if (parts.length === 0) return undefined;
        const files = [...new Set(parts.map(({ file }) => at(file)))];
        const resources = { threads, memoryLimit, files: files.flatMap((path) => [path, exactPattern(path)]) };
        const read = await withDatabase(resources, async (session) => {
          const all: BarSeries[] = [];
          for (const part of parts) all.push(await readPart(session, part, at(part.file), options));
          return all;
        });
        const filled = read.filter(({ length }) => length > 0);
        return filled.length === 0 ? undefined : joinBars(filled);
      }),
  };
}

/** Another process may replace a file after it was listed: then there is a newer one in the next listing. */
async function attempted<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isTidemarkError(error) || error.code !== 'FILE_MISSING' || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The store's files. Parquet files with other names are refused: a range of bars may be in them. */
async function filesIn(folder: string): Promise<RangeFile[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    const fix = 'name a folder that you may read';
    throw new DataError('FILE_UNREADABLE', { what: 'the folder cannot be read', where: folder, fix, cause });
  });
  return names
    .filter((name) => /\.parquet$/i.test(name))
    .map((name) => {
      const file = rangeFile(name);
      if (file !== undefined) return file;
      const what = 'this is no file of the store: its name has no range';
      const fix = 'keep it elsewhere: the folder is for the store alone';
      throw new DataError('FOREIGN_FILE', { what, where: join(folder, name), fix });
    });
}

/** That a file begins and ends as Parquet does; a file that was cut off has lost its end. */
async function assertWhole(path: string): Promise<void> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    const gone = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const what = gone ? 'the file is not there any more' : 'the file cannot be read';
    const fix = 'see that it can be read, or write its range again';
    throw new DataError(gone ? 'FILE_MISSING' : 'FILE_UNREADABLE', { what, where: path, fix, cause });
  });
  try {
    const { size } = await file.stat();
    const ends = Buffer.alloc(8);
    if (size >= 12) {
      await file.read(ends, 0, 4, 0);
      await file.read(ends, 4, 4, size - 4);
    }
    if (ends.toString('latin1') === 'PAR1PAR1') return;
  } finally {
    await file.close();
  }
  throw damaged(path, 'it is cut off, or no Parquet');
}

function damaged(path: string, what: string, cause?: unknown): DataError {
  const fix = 'delete it, and write its range again';
  return new DataError('FILE_DAMAGED', { what: `the file is damaged: ${what}`, where: path, fix, cause });
}

function overlap({ file, range }: VisiblePart, asked: TimeRange): VisiblePart[] {
  const [from, to] = [Math.max(range.from, asked.from), Math.min(range.to, asked.to)];
  return from < to ? [{ file, range: { from, to } }] : [];
}

async function readPart(
  session: Session,
  part: VisiblePart,
  path: string,
  options: ParquetStoreOptions,
): Promise<BarSeries> {
  await assertWhole(path);
  try {
    const pattern = exactPattern(path);
    const source = await fileSource(session, { format: 'parquet', pattern }, { name: part.file.name, where: path });
    const { facts } = source;
    const { instrument, timeframe, adjustment = 'none' } = options;
    const same =
      facts !== undefined &&
      isSameInstrument(instrument, facts.instrument) &&
      facts.timeframe === timeframe &&
      facts.adjustment === adjustment &&
      facts.range?.from === part.file.range.from &&
      facts.range.to === part.file.range.to;
    if (!same) {
      const says =
        facts && `${described(facts.instrument)}, ${facts.timeframe}, ${facts.range?.from} to ${facts.range?.to}`;
      const what = `this is no file of the store: it says ${says ?? 'nothing of its bars'}`;
      throw new DataError('FOREIGN_FILE', { what, where: path, fix: 'keep it elsewhere, and write its range again' });
    }
    const { data } = await barQuery(source, {}, part.range);
    return data;
  } catch (cause) {
    const error = await sqlError(cause, path);
    if (isTidemarkError(error) && ['FOREIGN_FILE', 'FILE_MISSING', 'OUT_OF_MEMORY'].includes(error.code)) throw error;
    throw damaged(path, isTidemarkError(error) ? error.what : error.message, cause);
  }
}

function assertRange({ from, to }: TimeRange, where: string): void {
  if (from < to && Number.isFinite(from) && Number.isFinite(to)) return;
  const what = `the range from ${from} to ${to} is none`;
  throw new DataError('BAD_RANGE', { what, where, fix: 'give epoch milliseconds, from before to' });
}

function assertSeries(bars: BarSeries, { from, to }: TimeRange, options: ParquetStoreOptions): void {
  const { folder: where, instrument, timeframe, adjustment = 'none' } = options;
  const wanted = [described(instrument), timeframe, `adjusted for ${adjustment}`].join(', ');
  const got = [described(bars.instrument), bars.timeframe, `adjusted for ${bars.adjustment}`].join(', ');
  const same =
    isSameInstrument(instrument, bars.instrument) && bars.timeframe === timeframe && bars.adjustment === adjustment;
  if (!same) {
    const fix = 'give each series a folder and a store of its own';
    throw new DataError('SERIES_DIFFERS', { what: `the store keeps ${wanted}, these bars are ${got}`, where, fix });
  }
  const outside = bars.length - barsBetween(bars, from, to).length;
  if (outside === 0) return;
  const what = `${outside} of ${bars.length} bars lie outside the range from ${from} to ${to}`;
  throw new DataError('OUTSIDE_RANGE', {
    what,
    where,
    fix: 'write the range that the bars are of, or barsBetween(bars, from, to)',
  });
}
