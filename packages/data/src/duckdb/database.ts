import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { duckdbDriver, type DuckDbDriver } from './driver.ts';
import { missingFile } from './missing-file.ts';
import { sqlError } from './sql-error.ts';

/** What a database may use. */
export interface DatabaseOptions {
  /** A DuckDB file, which is opened for reading only; left out: an empty database in memory. */
  readonly database?: string | undefined;
  readonly threads?: number | undefined;
  /** `2GB` */
  readonly memoryLimit?: string | undefined;
  /** The files and folders that it may touch: no others, and no network. */
  readonly files?: readonly string[] | undefined;
  readonly folders?: readonly string[] | undefined;
}

/** A connection with the driver that made it. */
export interface Session {
  readonly driver: DuckDbDriver;
  readonly connection: DuckDBConnection;
}

/**
 * Opens a database for as long as `use` runs. It loads no extensions, reaches no network, touches no files but those
 * that are named, and no SQL can change that.
 *
 * @throws DataError DRIVER_MISSING, FILE_MISSING, SQL_FAILED
 */
export async function withDatabase<T>(options: DatabaseOptions, use: (session: Session) => Promise<T>): Promise<T> {
  const driver = await duckdbDriver();
  const { database = ':memory:', threads, memoryLimit, files = [], folders = [] } = options;
  const inMemory = database === ':memory:';
  if (!inMemory) {
    await stat(database).catch(async (cause: unknown) => {
      throw await missingFile(database, cause);
    });
  }
  const settings: Record<string, string> = {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // Each database has its own folder to spill into, which it removes: by default that is one below the working folder.
    temp_directory: join(tmpdir(), `tidemark-duckdb-${randomUUID()}`),
    ...(!inMemory && { access_mode: 'READ_ONLY' }),
    ...(threads !== undefined && { threads: String(threads) }),
    ...(memoryLimit !== undefined && { memory_limit: memoryLimit }),
  };
  const instance = await driver.DuckDBInstance.create(database, settings).catch(async (cause: unknown) => {
    throw await sqlError(cause, database);
  });
  try {
    const connection = await instance.connect();
    try {
      const session = { driver, connection };
      await connection.run("set TimeZone = 'UTC'");
      // Room for DuckDB to go on while rows are copied.
      await connection.run("set streaming_buffer_size = '32MB'");
      await allow(session, 'allowed_paths', files);
      await allow(session, 'allowed_directories', folders);
      await connection.run('set enable_external_access = false');
      await connection.run('set lock_configuration = true');
      return await use(session);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

/** Paths go into settings by way of a variable, which takes a parameter: no path can be read as SQL. */
async function allow({ driver, connection }: Session, setting: string, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await connection.run('set variable tidemark_paths = $1', [driver.listValue([...paths])]);
  await connection.run(`set ${setting} = getvariable('tidemark_paths')`);
  await connection.run('reset variable tidemark_paths');
}
