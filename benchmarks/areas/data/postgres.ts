import { randomUUID } from 'node:crypto';
import { postgresSource } from '@tidemark/data/postgres';
import pg from 'pg';
import { to } from 'pg-copy-streams';
import type { Figure } from '../../figure.ts';
import { interleaved } from '../../measure.ts';

const ROWS = 1_000_000;
const SERVER_EPOCH_MS = 946_684_800_000;

/**
 * Bars out of PostgreSQL with their report, against the bare loop over a binary COPY that knows how many rows of which
 * types come, and checks nothing. TIDEMARK_POSTGRES_URL says where the server is; without one there is no figure.
 */
export async function postgres(): Promise<Figure[]> {
  const connectionString = process.env.TIDEMARK_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/test';
  const config = { connectionString, connectionTimeoutMillis: 2_000 };
  const server = new pg.Client(config);
  try {
    await server.connect();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'it does not answer';
    console.error(`no figures of PostgreSQL: ${reason} (start one, or name it by TIDEMARK_POSTGRES_URL)`);
    return [];
  }
  const schema = `tidemark_bench_${randomUUID().slice(0, 8)}`;
  try {
    await server.query(`create schema ${schema}`);
    await server.query(`create table ${schema}.bars as select
      timestamptz '2020-01-01 00:00+00' + i * interval '1 minute' as time, 100 + random() as open, 102 + random() as high,
      98 + random() as low, 100 + random() as close, 1000 * random() as volume from generate_series(1, ${ROWS}) i`);
    await server.query(`alter table ${schema}.bars add primary key (time)`);
    await server.query(`vacuum analyze ${schema}.bars`);
    const source = postgresSource({ connection: connectionString, schema, table: 'bars', instrument: 'BENCH' });
    const bare = (): Promise<Float64Array[]> => bareCopy(config, `${schema}.bars`);
    await assertSameColumns(source, bare);
    const ms = await interleaved({ source: () => source.bars(), bare });
    return [
      {
        area: 'data',
        name: 'PostgreSQL to bars with report, 1,000,000 rows',
        value: ms.source,
        unit: 'ms',
        reference: 'bare binary COPY',
        referenceValue: ms.bare,
        ratio: ms.source / ms.bare,
        bound: 1.3,
      },
    ];
  } finally {
    await server.query(`drop schema if exists ${schema} cascade`);
    await server.end();
  }
}

/** As fast as it goes: six columns whose length is known, and not a look at what else may have come. */
async function bareCopy(config: pg.ClientConfig, table: string): Promise<Float64Array[]> {
  const client = new pg.Client(config);
  await client.connect();
  const select = `select time, open, high, low, close, volume from ${table} order by time`;
  const stream = client.query(to(`copy (${select}) to stdout (format binary)`));
  const columns = Array.from({ length: 6 }, () => new Float64Array(ROWS));
  const [time, open, high, low, close, volume] = columns as [Float64Array, ...Float64Array[]];
  let row = 0;
  let begun = false;
  let rest = Buffer.alloc(0);
  for await (const piece of stream) {
    const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, piece as Buffer]) : (piece as Buffer);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = begun ? 0 : 19;
    begun = true;
    while (at + 74 <= bytes.length) {
      time[row] = SERVER_EPOCH_MS + (view.getInt32(at + 6) * 4_294_967_296 + view.getUint32(at + 10)) / 1000;
      open![row] = view.getFloat64(at + 18);
      high![row] = view.getFloat64(at + 30);
      low![row] = view.getFloat64(at + 42);
      close![row] = view.getFloat64(at + 54);
      volume![row] = view.getFloat64(at + 66);
      at += 74;
      row++;
    }
    rest = bytes.subarray(at) as Buffer<ArrayBuffer>;
  }
  await client.end();
  return columns;
}

/** A fast wrong answer is no figure. */
async function assertSameColumns(
  source: ReturnType<typeof postgresSource>,
  bare: () => Promise<Float64Array[]>,
): Promise<void> {
  const { data: bars } = await source.bars();
  const ours = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume];
  const theirs = await bare();
  const same = bars.length === ROWS && ours.every((column, c) => column.every((value, i) => value === theirs[c]![i]));
  if (!same) throw new Error('the two ways of reading PostgreSQL disagree');
}
