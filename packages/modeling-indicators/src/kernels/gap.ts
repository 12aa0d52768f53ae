/**
 * 0 where a value is known, NaN where it is not or is infinite: added to other values, it makes a gap in them too.
 *
 * @example gapOf(1) // => 0
 */
export const gapOf = (value: number): number => value - value;
