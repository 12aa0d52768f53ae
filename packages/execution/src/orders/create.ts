import type { Order, OrderRequest, OrderStatus } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';

/** An order while the engine works with it; what leaves the engine is read-only. */
export class WorkingOrder implements Order {
  readonly id: number;
  readonly symbol: string;
  readonly type: Order['type'];
  readonly source: Order['source'];
  /** A sized order shrinks to what is affordable; an explicit quantity is rejected instead. */
  readonly sized: boolean;
  readonly quantity: number;
  readonly createdBar: number;
  readonly createdTime: number;
  readonly reduceOnly: boolean | undefined;
  readonly tag: string | undefined;
  status: OrderStatus = 'working';
  filledQuantity = 0;
  reason: string | undefined;

  constructor(
    id: number,
    symbol: string,
    request: OrderRequest,
    source: Order['source'],
    sized: boolean,
    bar: number,
    time: number,
  ) {
    this.id = id;
    this.symbol = symbol;
    this.type = request.type;
    this.source = source;
    this.sized = sized;
    this.quantity = request.quantity;
    this.createdBar = bar;
    this.createdTime = time;
    this.reduceOnly = request.reduceOnly;
    this.tag = request.tag;
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
  const { type, quantity, timeInForce = 'GTC', ocoGroup } = request;
  const plain = type === 'market' && timeInForce === 'GTC' && ocoGroup === undefined;
  if (plain && quantity !== 0 && quantity - quantity === 0) return;
  const where = `${symbol}, bar ${bar}`;
  if (quantity === 0 || !Number.isFinite(quantity)) {
    const fix = 'give units: positive buys, negative sells';
    throw new ExecutionError('INVALID_QUANTITY', { what: `the quantity is ${quantity}`, where, fix });
  }
  const time = timeInForce === 'GTC' ? 'an OCO group' : `time in force ${timeInForce}`;
  const wants = type === 'market' ? time : `a ${type} order`;
  throw new ExecutionError('ORDER_TYPE_UNSUPPORTED', {
    what: `${wants} is asked for; this simulator fills market orders, good till cancelled`,
    where,
    fix: "submit { type: 'market', quantity }",
  });
}
