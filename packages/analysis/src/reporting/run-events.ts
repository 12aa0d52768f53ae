/** A bar whose outcome depends on a path that it does not show. */
export interface RunAmbiguity {
  /** 0-based, of the instrument's own bars. */
  readonly bar: number;
  /** Epoch ms of the bar's open. */
  readonly time: number;
  readonly symbol: string;
  /** Ids of the orders between which the path decides. */
  readonly orders: readonly number[];
  readonly kind: string;
  /** The order that was filled; undefined where none was. */
  readonly filled?: number | undefined;
}

/** Money that moved without a fill. */
export interface RunCashFlow {
  /** Epoch ms. */
  readonly time: number;
  /** Undefined for what concerns the whole account. */
  readonly symbol?: string | undefined;
  /** `dividend`, or the call that makes the model: `borrowFee(0.03)`. */
  readonly kind: string;
  /** Into cash; negative is paid. */
  readonly amount: number;
}

/** An account that could not keep what it held. */
export interface RunMarginCall {
  /** 0-based; of many instruments the moment. */
  readonly bar: number;
  /** Epoch ms: when it was known. */
  readonly time: number;
  readonly equity: number;
  /** Money that had to be there. */
  readonly maintenance: number;
}

/** A target that became no order. */
export interface RunRefusal {
  readonly bar: number;
  /** Epoch ms: when it was decided. */
  readonly time: number;
  readonly symbol: string;
  readonly signal: number;
  /** A code. */
  readonly reason: string;
}
