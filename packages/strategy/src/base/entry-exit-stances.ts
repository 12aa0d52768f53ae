/** What becomes of a side whose entry and exit are called for on the same bar. */
export type Conflict = 'exit' | 'entry' | 'ignore' | 'error';

/** Where each side is to be entered and left: 1 on those bars, shape [n] each. A side that is left out is never taken. */
export interface EntryExitMasks {
  readonly entries?: Uint8Array | undefined;
  readonly exits?: Uint8Array | undefined;
  readonly shortEntries?: Uint8Array | undefined;
  readonly shortExits?: Uint8Array | undefined;
}

/**
 * The stance on every bar: 1 from a long entry on until its exit or a short entry, -1 the other way round, 0 otherwise.
 * Each depends on the bars up to its own alone. An entry of one side leaves the other one. A bar that calls for both
 * sides at once keeps the stance: both entries are void.
 *
 * @param conflict what wins where a side's entry and exit fall on one bar; `ignore`: neither, the stance stays
 * @param length n
 * @param first the first bar that counts; the stance before it is 0
 * @returns shape [n]: 1, 0 or -1
 */
export function entryExitStances(
  { entries, exits, shortEntries, shortExits }: EntryExitMasks,
  conflict: Conflict,
  length: number,
  first = 0,
): Float64Array {
  const stances = new Float64Array(length);
  const never = new Uint8Array(length);
  const long = entries ?? never;
  const leaveLong = exits ?? never;
  const short = shortEntries ?? never;
  const leaveShort = shortExits ?? never;
  let stance = 0;
  for (let i = first; i < length; i++) {
    stances[i] = stance = nextStance(stance, long[i], leaveLong[i], short[i], leaveShort[i], conflict);
  }
  return stances;
}

/**
 * One step of `entryExitStances`.
 *
 * @param stance 1, 0 or -1
 * @param enter what the bar calls for, 1 or 0: long, leave long, short, leave short
 */
export function nextStance(
  stance: number,
  enter: number,
  exit: number,
  enterShort: number,
  exitShort: number,
  conflict: Conflict,
): number {
  const toLong = enter & (conflict === 'entry' ? 1 : exit ^ 1);
  const toShort = enterShort & (conflict === 'entry' ? 1 : exitShort ^ 1);
  if (toLong !== toShort) return toLong - toShort;
  if (stance > 0) return exit === 1 && (enter === 0 || conflict === 'exit') ? 0 : stance;
  if (stance < 0) return exitShort === 1 && (enterShort === 0 || conflict === 'exit') ? 0 : stance;
  return 0;
}

/** The first bar from `first` on that calls for a side's entry and exit, or for both sides; -1 where there is none. */
export function firstConflict(
  { entries, exits, shortEntries, shortExits }: EntryExitMasks,
  length: number,
  first = 0,
): number {
  for (let i = first; i < length; i++) {
    const long = entries?.[i] === 1;
    const short = shortEntries?.[i] === 1;
    if ((long && short) || (long && exits?.[i] === 1) || (short && shortExits?.[i] === 1)) return i;
  }
  return -1;
}
