/**
 * True for what is not a finite number: NaN, an infinite value, a sum that such a value (or an overflow) has spoilt.
 *
 * One subtraction, no call: `Infinity - Infinity` and `NaN - NaN` are NaN, everything else gives 0.
 *
 * @example isUnknown(NaN) // => true
 */
export const isUnknown = (value: number): boolean => value - value !== 0;
