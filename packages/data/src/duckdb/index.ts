// DuckDB: SQL over Parquet and CSV files, and Parquet files of bars. The driver, @duckdb/node-api, is an optional peer.
export { duckdbSource } from './duckdb-source.ts';
export type { DuckDbSourceOptions, SqlValue } from './duckdb-options.ts';
export { readParquet } from './read-parquet.ts';
export { writeParquet, type WriteParquetOptions } from './write-parquet.ts';
export { parquetStore, type ParquetStoreOptions } from './parquet-store.ts';
