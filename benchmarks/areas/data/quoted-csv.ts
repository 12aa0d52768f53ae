import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { csvSource } from '@tidemark/data/node';
import { writeBarFile } from '../../bar-file.ts';
import type { Figure } from '../../figure.ts';
import { freshProcess } from '../../fresh-process.ts';
import { interleaved } from '../../measure.ts';

const ROWS = 1_000_000;
const COLUMN_BYTES = 6 * 8 * ROWS;
/** A field that needs its quotes, at the end of each row: it holds a separator and quotes. */
const NOTE = ',"a ""b"", c"\n';

/**
 * A CSV that is not as plain as it could be: every field in quotes, and a further one that needs them, against DuckDB's
 * reader to the same columns. And the same file in gzip: its peak of memory.
 */
export async function quotedCsv(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-bench-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const duckdb = await instance.connect();
  try {
    const path = join(folder, 'quoted.csv');
    writeQuoted(join(folder, 'bars.csv'), path);
    const source = csvSource({ path, instrument: 'BENCH' });
    const [{ data: bars }, reference] = [await source.bars(), await duckdbColumns(duckdb, path)];
    const ours = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume];
    const same =
      bars.length === ROWS && ours.every((column, c) => column.every((value, i) => value === reference[c]![i]));
    if (!same) throw new Error('the two readers disagree');
    const ms = await interleaved({ csvSource: () => source.bars(), duckdb: () => duckdbColumns(duckdb, path) });
    await pipeline(createReadStream(path), createGzip({ level: 6 }), createWriteStream(`${path}.gz`));
    return [speed(ms), await memory(`${path}.gz`)];
  } finally {
    duckdb.closeSync();
    rmSync(folder, { recursive: true });
  }
}

function writeQuoted(plain: string, path: string): void {
  writeBarFile(plain, ROWS);
  const [header = '', ...rows] = readFileSync(plain, 'latin1').trimEnd().split('\n');
  const quoted = rows.map((row) => `"${row.replaceAll(',', '","')}"${NOTE}`);
  writeFileSync(path, `${header},note\n${quoted.join('')}`, 'latin1');
}

/** What DuckDB makes of a CSV, as six columns of numbers. */
async function duckdbColumns(duckdb: DuckDBConnection, path: string): Promise<readonly Float64Array[]> {
  const columns = Array.from({ length: 6 }, () => new Float64Array(ROWS));
  const names = 'epoch_ms("timestamp")::double, "open", high, low, "close", volume::double';
  const result = await duckdb.stream(`select ${names} from read_csv('${path}')`);
  for (let row = 0; ;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return columns;
    for (const [c, column] of columns.entries()) {
      const vector = chunk.getColumnVector(c) as { readonly items?: unknown; getItem(i: number): unknown };
      if (vector.items instanceof Float64Array) column.set(vector.items.subarray(0, chunk.rowCount), row);
      else for (let i = 0; i < chunk.rowCount; i++) column[row + i] = Number(vector.getItem(i));
    }
    row += chunk.rowCount;
  }
}

function speed({ csvSource: value, duckdb }: { readonly csvSource: number; readonly duckdb: number }): Figure {
  return {
    area: 'data',
    name: 'CSV in quotes to bars with report, 1,000,000 rows',
    value,
    unit: 'ms',
    reference: 'DuckDB to columns',
    referenceValue: duckdb,
    ratio: value / duckdb,
    bound: 1.5,
  };
}

/** Peak of a process that reads the file above one that only loads the code, in megabytes. */
async function memory(path: string): Promise<Figure> {
  const program = new URL('../../read-bar-file.ts', import.meta.url);
  const idle = await freshProcess(program);
  const busy = await freshProcess(program, { args: [path] });
  const value = (busy.peakRss - idle.peakRss) / 1e6;
  const referenceValue = (COLUMN_BYTES + 64e6) / 1e6;
  return {
    area: 'data',
    name: 'CSV in gzip peak memory above idle, 1,000,000 rows',
    value,
    unit: 'MB',
    reference: 'its columns + 64 MB',
    referenceValue,
    ratio: value / referenceValue,
    bound: 1,
  };
}
