/** A stretch of time that becomes one bar. */
export interface Bin {
  /** Epoch ms. */
  readonly start: number;
  readonly end: number;
  /** Date of the session it belongs to, where sessions cut the time. */
  readonly session?: string | undefined;
}

/** Cuts time into bins that do not overlap. */
export interface Bins {
  /** The bin [start, end) that holds a moment; undefined where none does. */
  at(time: number): Bin | undefined;
  /** The first bin that starts at or after a moment; undefined where there is none any more. */
  from(time: number): Bin | undefined;
}
