/**
 * The column of what a kernel answers, bar by bar.
 *
 * One loop for all kernels, so it is several times slower than one of their own: for columns with a gap, where a loop that
 * looks for none has come to nothing.
 */
export function driven<Inputs extends readonly number[]>(
  kernel: { update(...bar: Inputs): number },
  ...columns: { [K in keyof Inputs]: Float64Array }
): Float64Array {
  const all = columns as unknown as readonly Float64Array[];
  return all[0].map((_, i) => kernel.update(...(all.map((column) => column[i]) as unknown as Inputs)));
}

/** The first bar of which all columns know something; the length where there is none. */
export function firstKnown(...columns: readonly Float64Array[]): number {
  const { length } = columns[0];
  let row = 0;
  while (row < length && !columns.every((column) => Number.isFinite(column[row]))) row++;
  return row;
}
