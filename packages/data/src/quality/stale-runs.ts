/** Rows of which each has the four prices of the one before. */
export interface StaleRun {
  /** The first of them. */
  readonly row: number;
  /** How many they are. */
  readonly run: number;
}

interface Prices {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/**
 * Runs of bars with the same four prices: a feed that hangs, more likely than a market that rests.
 *
 * @param least the shortest run that counts
 */
export function staleRuns({ open, high, low, close }: Prices, least: number): StaleRun[] {
  const runs: StaleRun[] = [];
  let first = 0;
  for (let i = 1; i <= open.length; i++) {
    const same =
      i < open.length &&
      open[i] === open[i - 1] &&
      high[i] === high[i - 1] &&
      low[i] === low[i - 1] &&
      close[i] === close[i - 1];
    if (same) continue;
    if (i - first >= least) runs.push({ row: first, run: i - first });
    first = i;
  }
  return runs;
}
