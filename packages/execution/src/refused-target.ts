/** A target that came to nothing: recorded once, counts as answered. BAR-SEMANTICS S4 and S6. */
export interface RefusedTarget {
  readonly bar: number;
  /** Close time of the deciding bar, epoch ms. */
  readonly time: number;
  readonly symbol: string;
  readonly signal: number;
  /** A code. */
  readonly reason: string;
}
