import type pg from 'pg';
import type * as copyStreams from 'pg-copy-streams';
import { DataError } from '../error.ts';

/** The two modules of the driver, which are optional peers. */
export interface PostgresDriver {
  readonly pg: typeof pg;
  readonly copy: typeof copyStreams;
}

/** @throws DataError DRIVER_MISSING with the command that installs it */
export async function postgresDriver(): Promise<PostgresDriver> {
  try {
    const [{ default: driver }, copy] = await Promise.all([import('pg'), import('pg-copy-streams')]);
    return { pg: driver, copy };
  } catch (cause) {
    throw new DataError('DRIVER_MISSING', {
      what: 'the PostgreSQL driver is not installed',
      fix: 'npm install pg pg-copy-streams',
      cause,
    });
  }
}
