import { nextUp } from './next-up.ts';
import type { Side, Term } from './term.ts';

/** `left[i & leftMask] < right[i & rightMask]`: a number is a column of one row, so that all comparisons have one shape. */
export interface Plain {
  readonly left: Float64Array;
  readonly leftMask: number;
  readonly right: Float64Array;
  readonly rightMask: number;
}

/** Comparisons that stand inline in one function: it calls nothing. */
export const INLINE = 6;

/** For places that no comparison fills; never asked. */
export const NOTHING: Plain = plain(0, 0);

/** A comparison of this row; with a number on one side `<=` is `<` the number's neighbour. Other terms are none. */
export function plainOf(term: Term): Plain | undefined {
  if (!('left' in term) || term.back === 1) return undefined;
  const { left, right, orEqual } = term;
  if (!orEqual) return plain(left, right);
  if (typeof right === 'number') return plain(left, nextUp(right));
  return typeof left === 'number' ? plain(-nextUp(-left), right) : undefined;
}

/** A comparison of two sides. */
export function plain(left: Side, right: Side): Plain {
  return {
    left: typeof left === 'number' ? Float64Array.of(left) : left,
    leftMask: typeof left === 'number' ? 0 : -1,
    right: typeof right === 'number' ? Float64Array.of(right) : right,
    rightMask: typeof right === 'number' ? 0 : -1,
  };
}
