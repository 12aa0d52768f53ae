import type { Order, OrderRequest, OrderStatus } from '@tidemark/core-market';
import type { BarClock } from '../bar-clock.ts';
import { ExecutionError } from '../error.ts';

/** An order while the engine works with it; what leaves the engine is read-only. */
export class WorkingOrder implements Order {
  readonly id: number;
  readonly symbol: string;
  readonly type = 'market';
  readonly source: Order['source'];
  /** A sized order shrinks to what is affordable; an explicit quantity is rejected instead. */
  readonly sized: boolean;
  readonly quantity: number;
  readonly createdBar: number;
  readonly reduceOnly: boolean | undefined;
  readonly tag: string | undefined;
  readonly #clock: BarClock;
  status: OrderStatus = 'working';
  filledQuantity = 0;
  reason: string | undefined;

  constructor(
    id: number,
    symbol: string,
    quantity: number,
    source: Order['source'],
    sized: boolean,
    clock: BarClock,
    request?: OrderRequest,
  ) {
    this.id = id;
    this.symbol = symbol;
    this.source = source;
    this.sized = sized;
    this.quantity = quantity;
    this.createdBar = clock.bar;
    this.#clock = clock;
    this.reduceOnly = request?.reduceOnly;
    this.tag = request?.tag;
  }

  get createdTime(): number {
    return this.#clock.closeTime(this.createdBar);
  }

  /** A copy to hand out: what listeners keep does not change under their hands. */
  record(): Order {
    const { id, symbol, type, source, quantity, createdBar, createdTime, status, filledQuantity, reason, tag } = this;
    const { reduceOnly } = this;
    return {
      id,
      symbol,
      type,
      source,
      quantity,
      createdBar,
      createdTime,
      status,
      filledQuantity,
      reason,
      tag,
      reduceOnly,
    };
  }
}

/** True while an order may still fill. */
export function isWorking({ status }: Order): boolean {
  return status === 'working' || status === 'partiallyFilled';
}

/**
 * Refuses what cannot be an order, or what this simulator does not fill.
 *
 * @param bar the deciding bar
 * @throws ExecutionError INVALID_QUANTITY, ORDER_TYPE_UNSUPPORTED
 */
export function assertFillable(request: OrderRequest, symbol: string, bar: number): void {
  const { type, quantity, timeInForce = 'GTC', ocoGroup, limitPrice, stopPrice, trail, expireTime } = request;
  const bare = (ocoGroup ?? limitPrice ?? stopPrice ?? trail ?? expireTime) === undefined;
  const plain = type === 'market' && timeInForce === 'GTC' && bare;
  if (plain && quantity !== 0 && quantity - quantity === 0) return;
  const where = `${symbol}, bar ${bar}`;
  if (quantity === 0 || !Number.isFinite(quantity)) {
    const fix = 'give units: positive buys, negative sells';
    throw new ExecutionError('INVALID_QUANTITY', { what: `the quantity is ${quantity}`, where, fix });
  }
  const asked = Object.entries({ ocoGroup, limitPrice, stopPrice, trail, expireTime });
  const extra = asked.find(([, value]) => value !== undefined);
  const more = timeInForce === 'GTC' ? `a market order with ${extra?.[0]}` : `time in force ${timeInForce}`;
  const wants = type === 'market' ? more : `a ${type} order`;
  throw new ExecutionError('ORDER_TYPE_UNSUPPORTED', {
    what: `${wants} is asked for; this simulator fills market orders, good till cancelled`,
    where,
    fix: "submit { type: 'market', quantity }",
  });
}
