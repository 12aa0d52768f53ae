export type OrderType = 'market' | 'limit' | 'stop' | 'stopLimit' | 'trailingStop';
export type TimeInForce = 'GTC' | 'DAY' | 'GTD' | 'IOC' | 'FOK';
export type OrderStatus = 'working' | 'partiallyFilled' | 'filled' | 'cancelled' | 'expired' | 'rejected';

/** An order as somebody asks for it. */
export interface OrderRequest {
  readonly type: OrderType;
  /** Units, signed: + buys, - sells. */
  readonly quantity: number;
  readonly limitPrice?: number | undefined;
  readonly stopPrice?: number | undefined;
  /** Distance of a trailing stop: price units, or a fraction of the price. */
  readonly trail?: { readonly amount: number } | { readonly fraction: number } | undefined;
  readonly timeInForce?: TimeInForce | undefined;
  /** Last moment of a GTD order, epoch ms. */
  readonly expireTime?: number | undefined;
  /** Orders of one group cancel each other. */
  readonly ocoGroup?: string | undefined;
  /** Only ever shrinks the position. */
  readonly reduceOnly?: boolean | undefined;
  readonly tag?: string | undefined;
}

/** An order as the engine keeps it. */
export interface Order extends OrderRequest {
  /** 1, 2, 3 … in the order of submission: stable between runs. */
  readonly id: number;
  readonly symbol: string;
  /** `signal`: the engine's answer to a signal; `strategy`: asked for by name through the order book; `engine`: its own closing. */
  readonly source: 'signal' | 'strategy' | 'engine';
  /** Bar after whose close it was decided. */
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
  readonly type?: OrderType | undefined;
  readonly limitPrice?: number | undefined;
  readonly stopPrice?: number | undefined;
  /** Units, unsigned: skips the sizer, never the checks on cash and risk. */
  readonly quantity?: number | undefined;
  /** Protective stop price of the position. */
  readonly stop?: number | undefined;
  /** Profit target price of the position. */
  readonly target?: number | undefined;
  readonly trail?: OrderRequest['trail'];
  readonly timeInForce?: TimeInForce | undefined;
  readonly expireTime?: number | undefined;
}

/** A `plan` that gives up the working entry. */
export const CANCEL = 'CANCEL';

/** The explicit door: orders by name. Each is eligible from the next bar and passes every check. */
export interface OrderBook {
  /** @returns the order's id */
  submit(request: OrderRequest): number;
  /** @returns false where the order no longer works */
  cancel(id: number): boolean;
  /** Cancel and submit in one step. @returns the new order's id */
  replace(id: number, request: OrderRequest): number;
  /** Orders that still work, oldest first. */
  working(): readonly Order[];
}
