/** How the bytes of a column are read. */
export type ColumnKind =
  | 'float8'
  | 'float4'
  | 'int2'
  | 'int4'
  | 'int8'
  /** An int8 of nanoseconds, read as milliseconds: more digits than a float64 holds. */
  | 'nanoseconds'
  | 'numeric'
  | 'timestamptz'
  /** Without a zone: read as if the clock showed UTC. */
  | 'timestamp'
  | 'date';

/** The types that can be columns, by their fixed numbers in the server's catalog. */
const KINDS: ReadonlyMap<number, ColumnKind> = new Map([
  [20, 'int8'],
  [21, 'int2'],
  [23, 'int4'],
  [700, 'float4'],
  [701, 'float8'],
  [1082, 'date'],
  [1114, 'timestamp'],
  [1184, 'timestamptz'],
  [1700, 'numeric'],
]);

/**
 * How a column of a type is read; undefined for a type that is neither a number nor a time.
 *
 * @param oid the number of the type in `pg_type`
 */
export function columnKind(oid: number): ColumnKind | undefined {
  return KINDS.get(oid);
}

/** True for the kinds that are moments or days, which become epoch milliseconds. */
export function isTimeKind(kind: ColumnKind): boolean {
  return kind === 'timestamptz' || kind === 'timestamp' || kind === 'date';
}
