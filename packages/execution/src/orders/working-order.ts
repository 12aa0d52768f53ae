import type { Order, OrderRequest, OrderStatus, OrderType } from '@tidemark/core-market';
import type { BarClock } from '../bar-clock.ts';
import type { OrderTerms } from '../market/order-after.ts';
import { transition } from './life-cycle.ts';
import { withRare } from './rare.ts';

/** An order while the engine works with it; what leaves the engine is a copy. */
export class WorkingOrder implements Order {
  id: number;
  readonly symbol: string;
  readonly type: OrderType;
  readonly source: Order['source'];
  sized: boolean;
  readonly parent: WorkingOrder | undefined;
  readonly leg: Order['leg'];
  createdBar: number;
  /** The side, which a quantity that waits for its fill does not say. */
  buys: boolean;
  limitPrice: number | undefined;
  readonly reduceOnly: boolean | undefined;
  readonly tag: string | undefined;
  /** What was asked for, with all that few orders have; undefined for a plain order at market. */
  request: OrderRequest | undefined;
  readonly #clock: BarClock;
  /** Units, signed: a leg follows what it protects; NaN while a fraction of the equity waits for its fill. */
  quantity: number;
  /** A trailing stop's moves with the price. */
  stopPrice: number | undefined;
  #status: OrderStatus = 'working';
  filledQuantity = 0;
  reason: string | undefined;

  // How the order stands with the market.
  /** First bar that it may meet; set when it is sent. */
  dueBar = 0;
  /** Place in the queue: smaller is earlier. */
  rank = 0;
  /** A corporate action changed what was asked for. */
  amended = false;
  /** Bars that it has met. */
  metBars = 0;
  /** The stop was passed: what is left is a limit, of a stop-limit, or at market. */
  triggered = false;
  /** Sent because another order filled, not because somebody asks: it may meet the bar of that fill. */
  follows = false;
  /** Of a leg: its parent was filled inside a bar, at a moment that the bar does not show. */
  bornInside = false;
  /** Of a leg: the row of prices, of the bar or of a finer one, in which it was made. */
  bornRow = -1;

  /**
   * @param sized the quantity comes from a sizer: short of cash the order shrinks; an explicit quantity is rejected
   * @param request what was asked for; left out: an order at market
   * @param protects of a leg: what it protects, and as what
   */
  constructor(
    id: number,
    symbol: string,
    source: Order['source'],
    sized: boolean,
    quantity: number,
    clock: BarClock,
    request?: OrderRequest,
    protects?: { readonly parent: WorkingOrder; readonly leg: 'stop' | 'target' },
  ) {
    this.id = id;
    this.symbol = symbol;
    this.type = request === undefined ? 'market' : request.type;
    this.source = source;
    this.sized = sized;
    this.parent = protects?.parent;
    this.leg = protects?.leg;
    this.quantity = quantity;
    this.buys = quantity === quantity ? quantity > 0 : unitsOf(request!) > 0;
    this.createdBar = clock.bar;
    this.#clock = clock;
    this.request = request;
    this.limitPrice = request?.limitPrice;
    this.stopPrice = request?.stopPrice;
    this.reduceOnly = request?.reduceOnly;
    this.tag = request?.tag;
  }

  /** Becomes the next order plainly at market of its instrument, where nobody has heard of the last one. */
  renew(id: number, sized: boolean, quantity: number): void {
    this.id = id;
    this.sized = sized;
    this.quantity = quantity;
    this.buys = quantity > 0;
    this.createdBar = this.#clock.bar;
    this.#status = 'working';
    this.filledQuantity = 0;
    this.reason = undefined;
  }

  get status(): OrderStatus {
    return this.#status;
  }

  /** Goes on to another state. @throws ExecutionError INVALID_TRANSITION where no order does that */
  become(status: OrderStatus): void {
    this.#status = transition(this.id, this.#status, status);
  }

  /** Takes over terms that a corporate action changed. */
  amend({ quantity, filledQuantity, limitPrice, stopPrice, trail }: OrderTerms): void {
    this.amended = true;
    this.quantity = quantity;
    this.filledQuantity = filledQuantity;
    this.limitPrice = limitPrice;
    this.stopPrice = stopPrice;
    if (this.request?.trail !== undefined) this.request = { ...this.request, trail };
  }

  get createdTime(): number {
    return this.#clock.closeTime(this.createdBar);
  }

  get parentId(): number | undefined {
    return this.parent?.id;
  }

  /** Units that may still fill, signed. */
  get remaining(): number {
    return this.quantity - this.filledQuantity;
  }

  /** The lot that it closes, and nothing else. */
  get closes(): number | undefined {
    return this.request?.closes;
  }

  get ocoGroup(): string | undefined {
    return this.request?.ocoGroup;
  }

  /** A copy to hand out: what listeners keep does not change under their hands. */
  record(): Order {
    const { id, symbol, type, source, quantity, createdBar, createdTime, status, filledQuantity, reason, tag } = this;
    const { reduceOnly } = this;
    const common: Order = {
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
    return withRare(common, this, this.request);
  }
}

/** What is asked for: units, or a fraction. */
function unitsOf({ quantity }: OrderRequest): number {
  return typeof quantity === 'number' ? quantity : quantity.ofEquity;
}
