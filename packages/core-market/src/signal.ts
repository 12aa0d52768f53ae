/** Fully long. */
export const LONG = 1;
/** No position. */
export const FLAT = 0;
/** Fully short. */
export const SHORT = -1;
/** Keep the stance: creates, changes and cancels nothing. */
export const HOLD = NaN;

/** What a strategy answers: in [-1, 1], NaN keeps the stance. */
export type Signal = number;

/** What a strategy wanted at one bar, as a record for listeners and exports. */
export interface SignalRecord {
  readonly symbol: string;
  /** 0-based index of the deciding bar. */
  readonly bar: number;
  /** When it was known: the deciding bar's close time, epoch ms. */
  readonly time: number;
  /** In [-1, 1]: 1 fully long, -1 fully short, 0 flat; NaN keeps the stance. */
  readonly value: Signal;
}
