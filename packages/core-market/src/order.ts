export type OrderType = 'market' | 'limit' | 'stop' | 'stopLimit' | 'trailingStop';
export type TimeInForce = 'GTC' | 'DAY' | 'GTD' | 'IOC' | 'FOK';
export type OrderStatus = 'working' | 'partiallyFilled' | 'filled' | 'cancelled' | 'expired' | 'rejected';

/** Distance between a trailing stop and the best price since it started. */
export type Trail =
  /** Price units. */
  | { readonly amount: number }
  /** A fraction of the price: 0.02 is 2 %. */
  | { readonly fraction: number }
  /** A column of the strategy in price units, such as ATR, times `multiple` (1): read at the close of each bar. */
  | { readonly column: string; readonly multiple?: number | undefined };

/** Orders that protect what their parent opens: made when it fills, one cancels the other. */
export interface Legs {
  /** Protective stop price. */
  readonly stop?: number | undefined;
  /** Profit target price. */
  readonly target?: number | undefined;
  /** A protective stop that follows the price, from the fill on; with `stop` it starts there. */
  readonly trail?: Trail | undefined;
}

/** An order as somebody asks for it. */
export interface OrderRequest {
  readonly type: OrderType;
  /** Units, signed: + buys, - sells. Or a signed fraction of the equity: 0.5 buys for half of it. */
  readonly quantity: number | { readonly ofEquity: number };
  readonly limitPrice?: number | undefined;
  readonly stopPrice?: number | undefined;
  /** Of a trailing stop. */
  readonly trail?: Trail | undefined;
  /** Only at the next open, or only at the next close; a limit that cannot fill there expires. */
  readonly at?: 'open' | 'close' | undefined;
  readonly timeInForce?: TimeInForce | undefined;
  /** Last moment of a GTD order, epoch ms. */
  readonly expireTime?: number | undefined;
  /** Expires when it has met so many bars without being filled. */
  readonly timeoutBars?: number | undefined;
  /** Orders of one group cancel each other. */
  readonly ocoGroup?: string | undefined;
  /** What protects the position that this order opens. */
  readonly legs?: Legs | undefined;
  /** Sleeps until the order with this id has filled. */
  readonly after?: number | undefined;
  /** Closes what the order with this id opened, and nothing else. */
  readonly closes?: number | undefined;
  /** Only ever shrinks the position. */
  readonly reduceOnly?: boolean | undefined;
  readonly tag?: string | undefined;
}

/** An order as the engine keeps it. */
export interface Order extends OrderRequest {
  /** 1, 2, 3 … in the order of submission: stable between runs. */
  readonly id: number;
  readonly symbol: string;
  /** Units, signed. NaN where a fraction of the equity waits for its fill. */
  readonly quantity: number;
  /**
   * `signal`: the engine's answer to a signal; `strategy`: asked for by name through the order book; `leg`: protects
   * what another order opened; `engine`: its own closing.
   */
  readonly source: 'signal' | 'strategy' | 'leg' | 'engine';
  /** Of a leg: the order that it protects, and what it is. */
  readonly parentId?: number | undefined;
  readonly leg?: 'stop' | 'target' | undefined;
  /** Bar after whose close it was decided; of a leg, the bar in which its parent filled. */
  readonly createdBar: number;
  /** Close time of that bar, epoch ms. */
  readonly createdTime: number;
  readonly status: OrderStatus;
  /** Units, signed. */
  readonly filledQuantity: number;
  /** Why it was rejected, cancelled or made smaller: a code. */
  readonly reason?: string | undefined;
}

/** What a strategy's `plan` is asked for: an exposure-increasing step. */
export interface Intent {
  readonly symbol: string;
  readonly signal: number;
  /** Units to buy (+) or sell (-), as the sizer would have it. */
  readonly quantity: number;
  /** The deciding close. */
  readonly price: number;
}

/** HOW to get in and out; what is left out is the engine's default: at market, the sizer's quantity. */
export interface OrderPlan {
  readonly type?: Exclude<OrderType, 'trailingStop'> | undefined;
  readonly limitPrice?: number | undefined;
  readonly stopPrice?: number | undefined;
  /** Units, unsigned: skips the sizer, never the checks on cash and risk. */
  readonly quantity?: number | undefined;
  /** Protective stop price of the position. */
  readonly stop?: number | undefined;
  /** Profit target price of the position. */
  readonly target?: number | undefined;
  /** A protective stop that follows the price. */
  readonly trail?: Trail | undefined;
  readonly at?: 'open' | 'close' | undefined;
  readonly timeInForce?: TimeInForce | undefined;
  readonly expireTime?: number | undefined;
  readonly timeoutBars?: number | undefined;
  /** Reaches the orders, the fills' trades and the report. */
  readonly tag?: string | undefined;
}

/** A `plan` that gives up the working entry. */
export const CANCEL = 'CANCEL';

/** The explicit door: orders by name. Each is eligible from the next bar and passes every check. */
export interface OrderBook {
  /** @returns the order's id */
  submit(request: OrderRequest): number;
  /** @returns false where the order no longer works */
  cancel(id: number): boolean;
  /**
   * Cancel and submit in one step; a leg stays a leg of its parent. An order that is over is not replaced: the new one
   * is rejected with ORDER_IS_OVER.
   *
   * @returns the new order's id
   * @throws UNKNOWN_ORDER for an id that no order has
   */
  replace(id: number, request: OrderRequest): number;
  /** Orders that still work, oldest first. */
  working(): readonly Order[];
}
