/** A bar whose outcome depends on a path that it does not show. BAR-SEMANTICS rules 7 and 8. */
export interface Ambiguity {
  readonly bar: number;
  /** Epoch ms of the bar's open. */
  readonly time: number;
  readonly symbol: string;
  /** The orders between which the path decides. */
  readonly orders: readonly number[];
  /**
   * `stopAndTarget`: both legs were touched. `legInEntryBar`: a leg was touched in the bar of its entry, perhaps before
   * it. `bothEntries`: of orders that cancel each other more than one was touched.
   */
  readonly kind: 'stopAndTarget' | 'legInEntryBar' | 'bothEntries';
  /** The order that was filled; undefined where none was. */
  readonly filled: number | undefined;
}
