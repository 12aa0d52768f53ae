/** What a strategy may see of its position. */
export interface PositionView {
  /** Units, signed; 0 is flat. */
  readonly quantity: number;
  /** Weighted average entry price; NaN while flat. */
  readonly averagePrice: number;
  /** Closed bars since the first fill, the fill's bar included; 0 while flat. */
  readonly barsHeld: number;
}

/** A position as a record. */
export interface Position extends PositionView {
  readonly symbol: string;
  /** Last price it was valued at. */
  readonly markPrice: number;
  /** Money, before commission. */
  readonly unrealizedProfit: number;
}

/** What a strategy may see of the account: on the mark of the deciding bar. */
export interface AccountView {
  readonly cash: number;
  /** Cash plus the value of all positions. */
  readonly equity: number;
  readonly position: PositionView;
}
