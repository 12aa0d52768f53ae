import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { syntheticBars } from '@tidemark/data';
import { duckdbSource, writeParquet } from '@tidemark/data/duckdb';
import type { Figure } from '../../figure.ts';
import { interleaved } from '../../measure.ts';

const BARS = 1_000_000;
const THREADS = 2;

/**
 * Parquet to bars with a report, against DuckDB alone: its columns, as they come, into arrays of known length, with
 * nothing checked. Of each compression.
 */
export async function parquet(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-bench-parquet-'));
  try {
    const bars = syntheticBars({ bars: BARS, timeframe: '1m', seed: 7 });
    const figures: Figure[] = [];
    for (const compression of ['zstd', 'snappy', 'none'] as const) {
      const path = join(folder, `${compression}.parquet`);
      await writeParquet(bars, path, { compression });
      const source = duckdbSource({ path, threads: THREADS });
      await assertSame(path, source);
      const ms = await interleaved(
        { duckdbSource: () => source.bars(), bare: () => bareColumns(path) },
        { runs: 15, warmups: 3 },
      );
      figures.push({
        area: 'data',
        name: `Parquet ${compression} to bars with report, 1,000,000 rows`,
        value: ms.duckdbSource,
        unit: 'ms',
        reference: 'bare DuckDB',
        referenceValue: ms.bare,
        ratio: ms.duckdbSource / ms.bare,
        bound: 1.2,
      });
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function bareColumns(path: string): Promise<Float64Array[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(THREADS) });
  const connection = await instance.connect();
  const names = 'epoch_ms(time)::double, open, high, low, close, volume';
  const result = await connection.stream(`select ${names} from read_parquet($1)`, [path]);
  const columns = Array.from({ length: 6 }, () => new Float64Array(BARS));
  for (let rows = 0; ;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    for (let field = 0; field < columns.length; field++) {
      const { items } = chunk.getColumnVector(field) as unknown as { readonly items: Float64Array };
      columns[field]!.set(items, rows);
    }
    rows += chunk.rowCount;
  }
  connection.closeSync();
  instance.closeSync();
  return columns;
}

/** A fast wrong answer is no figure. */
async function assertSame(path: string, source: ReturnType<typeof duckdbSource>): Promise<void> {
  const [{ data }, bare] = [await source.bars(), await bareColumns(path)];
  const ours = [data.time, data.open, data.high, data.low, data.close, data.volume];
  const same = data.length === BARS && ours.every((column, c) => column.every((value, i) => value === bare[c]![i]));
  if (!same) throw new Error('the two readers disagree');
}
