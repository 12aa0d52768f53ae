/**
 * Computes something, or answers what it has computed for the same function and the same arguments before: runs over the
 * same bars share what their parameters have in common. Whoever is answered reads it and writes nothing into it. Closures
 * made on the spot are never the same function.
 */
export type Once = <Arguments extends readonly unknown[], Result>(
  compute: (...args: Arguments) => Result,
  ...args: Arguments
) => Result;

/** Shares nothing: what is asked for is computed. @example anew(Math.max, 1, 2) // => 2 */
export const anew: Once = (compute, ...args) => compute(...args);
