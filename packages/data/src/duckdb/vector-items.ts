import type { DuckDBVector } from '@duckdb/node-api';

/** The parts of a vector that the driver keeps to itself: the values as they lie in memory, and which are NULL. */
interface Inside {
  readonly items?: unknown;
  readonly validity?: { readonly data: BigUint64Array | null };
}

/** Values of a chunk's DOUBLE column, shape [rows], views on memory of DuckDB; what stands for NULL is any number. */
export function doublesOf(vector: DuckDBVector): Float64Array {
  const { items } = vector as Inside;
  if (items instanceof Float64Array) return items;
  return Float64Array.from({ length: vector.itemCount }, (_, i) => Number(vector.getItem(i) ?? NaN));
}

/** Values of a chunk's BIGINT column, shape [rows]. */
export function wholesOf(vector: DuckDBVector): BigInt64Array {
  const { items } = vector as Inside;
  if (items instanceof BigInt64Array) return items;
  return BigInt64Array.from({ length: vector.itemCount }, (_, i) => BigInt(String(vector.getItem(i) ?? 0)));
}

/** False where the chunk's column has no NULL at all; most have none. */
export function hasNulls(vector: DuckDBVector): boolean {
  const { validity } = vector as Inside;
  return validity === undefined || validity.data !== null;
}

export function isNull(vector: DuckDBVector, i: number): boolean {
  return hasNulls(vector) && vector.getItem(i) === null;
}
