/** Parameters by the reference's names, its defaults filled in. */
export type ReferenceParams = Readonly<Record<string, number>>;

/** How one function of the goldens is computed here. */
export interface Reference {
  /** Input columns, where a case names none (cases of `formula`). */
  readonly inputs?: readonly string[] | undefined;
  /** Every parameter, with the reference's default. A case with another parameter fails. */
  readonly defaults: ReferenceParams;
  /** Named as the reference names its outputs, and in its order. */
  compute(columns: readonly Float64Array[], params: ReferenceParams): Readonly<Record<string, Float64Array>>;
  /** Relative, and absolute below 1. 1e-9, where nothing is said. */
  readonly tolerance?: number | undefined;
  /** Where we depart from the reference, by a documented rule. */
  readonly departure?: Departure | undefined;
}

/** 0/0: the reference answers `theirs`, we answer `ours`, on the rows that `applies` names. */
export interface Departure {
  /** Left out where it varies: then the rule alone decides. */
  readonly theirs?: number | undefined;
  /** Where it varies too, worked out from the inputs and from what the reference answers. */
  readonly ours: number | Correction;
  readonly rule: string;
  applies(columns: readonly Float64Array[], params: ReferenceParams): (row: number) => boolean;
}

/** What we answer on a row where the reference answers `theirs`. */
export type Correction = (
  columns: readonly Float64Array[],
  params: ReferenceParams,
) => (row: number, theirs: number, output: string) => number;
