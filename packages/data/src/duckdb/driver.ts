import type * as duckdb from '@duckdb/node-api';
import { DataError } from '../error.ts';

/** The module of the driver, which is an optional peer. */
export type DuckDbDriver = typeof duckdb;

/** @throws DataError DRIVER_MISSING with the command that installs it */
export async function duckdbDriver(): Promise<DuckDbDriver> {
  try {
    return await import('@duckdb/node-api');
  } catch (cause) {
    throw new DataError('DRIVER_MISSING', {
      what: 'the DuckDB driver is not installed',
      fix: 'npm install @duckdb/node-api',
      cause,
    });
  }
}
