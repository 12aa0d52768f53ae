/** What a strategy may see of its position. */
export interface PositionView {
  /** Units, signed; 0 is flat. */
  readonly quantity: number;
  /** Weighted average entry price; NaN while flat. */
  readonly averagePrice: number;
  /** Closed bars since the first fill, the fill's bar included; 0 while flat. */
  readonly barsHeld: number;
  /** What the position is made of, oldest first: one lot for each opening order, or one in all by average cost. */
  readonly lots: readonly Lot[];
}

/** A part of a position that was opened by one order. */
export interface Lot {
  /** The order's id. */
  readonly id: number;
  /** Units, signed. */
  readonly quantity: number;
  /** Entry price. */
  readonly price: number;
  /** Bar of the fill that opened it. */
  readonly bar: number;
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
  /** Value of all positions, money: short ones are negative. */
  readonly exposure: number;
  /** What the open positions have gained since they were opened, money, before commission. */
  readonly unrealizedProfit: number;
  /** What all else has gained, money: closed positions, commissions, fees, dividends and interest. */
  readonly realizedProfit: number;
  /** What the open positions bind, money: their initial margins. */
  readonly marginUsed: number;
  readonly position: PositionView;
}
