/** How the signals of a run that starts later differ from those of the whole, where both answer. */
export interface LateStart {
  /** Bar of the whole at which the late run starts. */
  readonly start: number;
  /** Bars on which both answer. */
  readonly compared: number;
  /** Bars of those on which the signals differ. */
  readonly different: number;
  /** Bars from the late start until they differ no more; 0 where they never do. */
  readonly settledAfter: number;
  /** Largest difference of two signals, 0..2; a kept stance against a signal counts in `different` alone. */
  readonly largest: number;
}

/** What a run that starts later says. */
export interface LateRun {
  /** From the late start on. */
  readonly warmup: number;
  /** In the order of the whole's, each from the late start on; NaN before the warm-up. */
  readonly answers: readonly Float64Array[];
}

/**
 * Starts again after a quarter and after a half, and compares.
 *
 * @param whole signals, or the weights of several instruments on one clock: shape [n] each, at least one
 * @param startAt runs from there on
 */
export function warmupSensitivity(whole: readonly Float64Array[], startAt: (start: number) => LateRun): LateStart[] {
  const { length } = whole[0];
  const starts = [...new Set([Math.floor(length / 4), Math.floor(length / 2)])];
  return starts.filter((start) => start > 0).map((start) => lateStart(whole, start, startAt(start)));
}

function lateStart(whole: readonly Float64Array[], start: number, { warmup, answers }: LateRun): LateStart {
  const { length } = whole[0];
  const first = start + warmup;
  let different = 0;
  let settledAfter = 0;
  let largest = 0;
  for (let i = first; i < length; i++) {
    let differs = false;
    for (let k = 0; k < whole.length; k++) {
      const [a, b] = [whole[k][i], answers[k][i - start]];
      if (a === b || (a !== a && b !== b)) continue;
      differs = true;
      const distance = Math.abs(a - b);
      if (distance > largest) largest = distance;
    }
    if (!differs) continue;
    different++;
    settledAfter = i - start + 1;
  }
  return { start, compared: Math.max(0, length - first), different, settledAfter, largest };
}
