/** How often to run each candidate. */
export interface MeasureOptions {
  /** Timed runs of each candidate; an odd number gives a true median. Default 7. */
  readonly runs?: number | undefined;
  /** Untimed runs of each candidate before them. Default 2. */
  readonly warmups?: number | undefined;
  /** What the runs of a candidate come to. Default the median; `best` where the reference can only be timed elsewhere. */
  readonly pick?: ((times: readonly number[]) => number) | undefined;
}

/** @returns the middle value; of an even count the mean of the two in the middle; NaN of none */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The shortest: what the work takes where nothing disturbs it. */
export const best = (times: readonly number[]): number => Math.min(...times);

/**
 * Times several ways of doing one thing in one process, in turns (A B A B ...), so that a slow minute of the machine
 * slows all of them. No collection is forced in between: it would throw away compiled code, and measure the compiler.
 *
 * @param candidates name -> one whole run of it; what it returns is kept alive until it has been timed
 * @returns name -> milliseconds, the median where nothing else is asked for
 */
export async function interleaved<Name extends string>(
  candidates: Readonly<Record<Name, () => unknown>>,
  { runs = 7, warmups = 2, pick = median }: MeasureOptions = {},
): Promise<Record<Name, number>> {
  const names = Object.keys(candidates) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let run = -warmups; run < runs; run++) {
    for (const name of names) {
      const start = performance.now();
      await candidates[name]();
      const elapsed = performance.now() - start;
      if (run >= 0) times.get(name)!.push(elapsed);
    }
  }
  return Object.fromEntries(names.map((name) => [name, pick(times.get(name)!)])) as Record<Name, number>;
}
