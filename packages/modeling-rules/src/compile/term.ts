/** A column, or a number. */
export type Side = Float64Array | number;

/** `left < right`, or `left <= right`, on this row or `back` rows before: false where one of them is not known. */
export interface Comparison {
  readonly left: Side;
  readonly right: Side;
  readonly orEqual: boolean;
  readonly back: 0 | 1;
}

/** 1 on the rows on which something holds. */
export type Mask = Uint8Array;

/** What a rule comes down to: comparisons and masks, joined by "and" and "or" alone. */
export type Term = Comparison | Mask | { readonly every: readonly Term[] } | { readonly some: readonly Term[] };

/** `left < right`. */
export function less(left: Side, right: Side, back: 0 | 1 = 0): Comparison {
  return { left, right, orEqual: false, back };
}

/** `left <= right`. */
export function atMost(left: Side, right: Side, back: 0 | 1 = 0): Comparison {
  return { left, right, orEqual: true, back };
}
