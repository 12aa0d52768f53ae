// What reads and writes Parquet. Loaded when a command meets a file of it: DuckDB takes its time.
export { duckdbSource, parquetStore, writeParquet } from '@tidemark/data/duckdb';
