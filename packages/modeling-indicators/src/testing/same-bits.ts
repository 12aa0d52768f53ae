/** True where two columns hold the same numbers to the bit; NaN equals NaN, 0 is not -0. */
export function sameBits(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && firstDifference(a, b) < 0;
}

/** Throws what `complain` makes of the first row on which two columns differ. */
export function compareRows(
  got: ArrayLike<number>,
  expected: ArrayLike<number>,
  complain: (row: number, got: number, expected: number) => Error,
): void {
  const row = firstDifference(got, expected);
  if (row >= 0) throw complain(row, got[row], expected[row]);
}

function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const length = Math.max(a.length, b.length);
  for (let row = 0; row < length; row++) if (!Object.is(a[row], b[row])) return row;
  return -1;
}
