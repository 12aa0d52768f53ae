import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvSource } from '@tidemark/data/node';
import { writeBarFile } from '../bar-file.ts';
import { parseBytes } from '../byte-parser.ts';
import type { BenchArea, Figure } from '../figure.ts';
import { freshProcess } from '../fresh-process.ts';
import { interleaved } from '../measure.ts';
import { pandasCsvMs } from '../pandas-csv.ts';
import { parquet } from './data/parquet.ts';
import { postgres } from './data/postgres.ts';
import { quotedCsv } from './data/quoted-csv.ts';
import { resampling } from './data/resample.ts';
import { timeZones } from './data/time-zone.ts';

const ROWS = 1_000_000;
const COLUMN_BYTES = 6 * 8 * ROWS;

/**
 * CSV to columns: time against a parser that checks nothing, memory against the columns themselves. Parquet and
 * PostgreSQL: against their bare drivers. Minutes to hours: against a loop by hand. Time zones: against Intl.
 */
export const data: BenchArea = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-bench-'));
  try {
    const path = join(folder, 'bars.csv');
    writeBarFile(path, ROWS);
    const source = csvSource({ path, instrument: 'BENCH' });
    await assertSameColumns(path);
    const ms = await interleaved({
      csvSource: () => source.bars(),
      byteParser: () => parseBytes(readFileSync(path), ROWS + 1),
    });
    return [
      speed(ms),
      await memory(path),
      ...(await againstPandas(path, ms.csvSource)),
      ...(await quotedCsv()),
      ...(await parquet()),
      ...(await postgres()),
      ...(await resampling()),
      ...(await timeZones()),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
};

function speed({ csvSource: value, byteParser }: { readonly csvSource: number; readonly byteParser: number }): Figure {
  return {
    area: 'data',
    name: 'CSV to bars with report, 1,000,000 rows',
    value,
    unit: 'ms',
    reference: 'bare byte parser',
    referenceValue: byteParser,
    ratio: value / byteParser,
    bound: 1.6,
  };
}

/** Peak of a process that reads the file above one that only loads the code, in megabytes. */
async function memory(path: string): Promise<Figure> {
  const program = new URL('../read-bar-file.ts', import.meta.url);
  const idle = await freshProcess(program);
  const busy = await freshProcess(program, { args: [path] });
  const value = (busy.peakRss - idle.peakRss) / 1e6;
  const referenceValue = (COLUMN_BYTES + 64e6) / 1e6;
  return {
    area: 'data',
    name: 'CSV peak memory above idle, 1,000,000 rows',
    value,
    unit: 'MB',
    reference: 'its columns + 64 MB',
    referenceValue,
    ratio: value / referenceValue,
    bound: 1,
  };
}

async function againstPandas(path: string, value: number): Promise<Figure[]> {
  const referenceValue = await pandasCsvMs(path);
  if (referenceValue === undefined) return [];
  const name = 'CSV to bars with report, 1,000,000 rows';
  return [
    {
      area: 'data',
      name,
      value,
      unit: 'ms',
      reference: 'pandas C engine',
      referenceValue,
      ratio: value / referenceValue,
    },
  ];
}

/** A fast wrong answer is no figure. */
async function assertSameColumns(path: string): Promise<void> {
  const { rows, columns } = parseBytes(readFileSync(path), ROWS + 1);
  const { data: bars } = await csvSource({ path, instrument: 'BENCH' }).bars();
  const ours = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume];
  const same = rows === bars.length && ours.every((column, c) => column.every((value, i) => value === columns[c][i]));
  if (!same) throw new Error('the two parsers disagree');
}
