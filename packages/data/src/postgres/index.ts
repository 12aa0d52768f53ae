// Bars in PostgreSQL: read by a binary COPY, written in one transaction. Node only; needs `pg` and `pg-copy-streams`.
export { postgresSource } from './postgres-source.ts';
export type { PostgresSourceOptions } from './postgres-options.ts';
export type { PostgresColumnName } from './bar-fields.ts';
export type { PostgresScalar, PostgresValue } from './parameter-value.ts';
export type { PostgresClient, PostgresConfig, PostgresConnection, PostgresPool } from './postgres-connection.ts';
export { writePostgres, type WrittenBars } from './write-postgres.ts';
export type { WritePostgresOptions } from './write-options.ts';
