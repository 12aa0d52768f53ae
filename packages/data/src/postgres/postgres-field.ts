/** A column that a statement gives. */
export interface PostgresField {
  readonly name: string;
  /** The number of its type in `pg_type`. */
  readonly oid: number;
}
