import type { DuckDBType, DuckDBVector } from '@duckdb/node-api';
import type { BarSeries } from '@tidemark/core-market';
import type { Session } from './database.ts';
import { identifier } from './identifier.ts';
import type { SeriesFacts } from './series-facts.ts';
import { doublesOf, wholesOf } from './vector-items.ts';

/** Rows of a chunk of DuckDB. */
const CHUNK = 2_048;

/** A column of a table and how a part of it gets into a chunk. */
interface TableColumn {
  readonly column: string;
  readonly values: Float64Array;
  readonly isTime: boolean;
}

/**
 * Puts bars into a new table, chunk by chunk: times as TIMESTAMP WITH TIME ZONE where microseconds hold each of them to
 * the bit, else as DOUBLE epoch ms, all else as DOUBLE.
 *
 * @returns whether a column has -0, which Parquet's dictionaries do not tell from 0
 */
export async function appendBars(
  { connection, driver }: Session,
  { table, bars, facts }: { readonly table: string; readonly bars: BarSeries; readonly facts: SeriesFacts },
): Promise<{ readonly negativeZero: boolean }> {
  const { TIMESTAMPTZ, DOUBLE } = driver;
  const columns = tableColumns(bars, facts);
  const types: DuckDBType[] = columns.map(({ isTime }) => (isTime ? TIMESTAMPTZ : DOUBLE));
  const declared = columns.map(({ column }, i) => `${identifier(column)} ${String(types[i])}`).join(', ');
  await connection.run(`create temp table ${identifier(table)} (${declared})`);
  const appender = await connection.createAppender(table);
  try {
    const chunk = driver.DuckDBDataChunk.create(types);
    for (let start = 0; start < bars.length; start += CHUNK) {
      const rows = Math.min(CHUNK, bars.length - start);
      chunk.reset();
      chunk.rowCount = rows;
      columns.forEach(({ values, isTime }, field) => {
        const vector = chunk.getColumnVector(field);
        const part = values.subarray(start, start + rows);
        if (isTime) setTimes(vector, part);
        else doublesOf(vector).set(part);
        (vector as Flushed).flush();
      });
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
  return { negativeZero: columns.some(({ values }) => hasNegativeZero(values)) };
}

type Flushed = DuckDBVector & { readonly flush: () => void };

function tableColumns(bars: BarSeries, facts: SeriesFacts): TableColumn[] {
  const { time, open, high, low, close, volume, closeTime, extra } = bars;
  const times = { time, ...(closeTime !== undefined && { closeTime }) };
  const prices = { open, high, low, close, volume };
  return [
    ...Object.entries(times).map(([column, values]) => ({ column, values, isTime: values.every(isMicroseconds) })),
    ...Object.entries(prices).map(([column, values]) => ({ column, values, isTime: false })),
    ...facts.extra.map(([name, column]) => ({ column, values: extra[name], isTime: false })),
  ];
}

/** True for epoch ms that come back to the bit from whole microseconds. */
function isMicroseconds(ms: number): boolean {
  const micros = ms * 1e3;
  return Number.isSafeInteger(micros) && !Object.is(micros, -0) && micros / 1e3 === ms;
}

/** 64 bits as two halves of 32: a bigint for each time would cost more than all else. */
function setTimes(vector: DuckDBVector, times: Float64Array): void {
  const values = wholesOf(vector);
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let i = 0; i < times.length; i++) {
    const micros = times[i] * 1e3;
    const high = Math.floor(micros / 4_294_967_296);
    halves[2 * i] = micros - high * 4_294_967_296;
    halves[2 * i + 1] = high;
  }
}

function hasNegativeZero(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] === 0 && 1 / values[i] < 0) return true;
  return false;
}
