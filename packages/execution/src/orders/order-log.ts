import type { Order, OrderType } from '@tidemark/core-market';
import { Names } from '../names.ts';
import { RowLog } from '../row-log.ts';
import { withRare } from './rare.ts';
import { TermsLog, type AskedOrder } from './terms-log.ts';

const REALS = 2; // quantity, filled quantity
const INTEGERS = 4; // bar of creation; what never changes; status and reason; row of its terms, -1 where it has none
const SOURCES = ['signal', 'strategy', 'leg', 'engine'] as const;
const TYPES: readonly OrderType[] = ['market', 'limit', 'stop', 'stopLimit', 'trailingStop'];
const STATUSES = ['working', 'partiallyFilled', 'filled', 'cancelled', 'expired', 'rejected'] as const;
/** What never changes: source, whether it only reduces, type, and the symbol's number above. */
const SOURCE_MASK = 3;
const REDUCE_ONLY = 4;
const TYPE_SHIFT = 3;
const TYPE_MASK = 7;
const SYMBOL_SHIFT = 6;
/** Status below, the reason's number above; -1 is none. */
const STATUS_MASK = 7;
const REASON_SHIFT = 3;

/** Every order by its id, in its last known state. Kept as rows of numbers; objects are made when somebody reads. */
export class OrderLog {
  readonly #rows = new RowLog(REALS, INTEGERS);
  readonly #symbols = new Names();
  readonly #reasons = new Names();
  readonly #terms = new TermsLog();
  #length = 0;

  /** How many orders there were: the next one's id is one more. */
  get length(): number {
    return this.#length;
  }

  /** Writes down a new order. */
  add(order: Order): void {
    const row = this.#length++;
    const { reals, integers } = this.#rows.rows(row);
    const start = this.#rows.start(row);
    reals[start * REALS] = order.quantity;
    const integer = start * INTEGERS;
    integers[integer] = order.createdBar;
    const type = TYPES.indexOf(order.type) << TYPE_SHIFT;
    const fixed = SOURCES.indexOf(order.source) | type | (this.#symbols.number(order.symbol) << SYMBOL_SHIFT);
    integers[integer + 1] = order.reduceOnly === true ? fixed | REDUCE_ONLY : fixed;
    reals[start * REALS + 1] = order.filledQuantity;
    integers[integer + 2] = this.#state(order);
    integers[integer + 3] = -1;
  }

  /** Writes down what a new order has and one at market does not have. */
  describe(order: AskedOrder): void {
    const row = order.id - 1;
    this.#rows.rows(row).integers[this.#rows.start(row) * INTEGERS + 3] = this.#terms.add(order);
  }

  /** Writes down what became of an order. */
  update(order: AskedOrder): void {
    const row = order.id - 1;
    const { reals, integers } = this.#rows.rows(row);
    const start = this.#rows.start(row);
    reals[start * REALS] = order.quantity;
    reals[start * REALS + 1] = order.filledQuantity;
    const integer = start * INTEGERS;
    integers[integer + 2] = this.#state(order);
    if (integers[integer + 3] >= 0) this.#terms.update(integers[integer + 3], order);
  }

  #state({ status, reason }: Order): number {
    return STATUSES.indexOf(status) | (this.#reasons.number(reason) << REASON_SHIFT);
  }

  /** Units that an order has filled, signed. */
  filledOf(id: number): number {
    const { reals } = this.#rows.rows(id - 1);
    return reals[this.#rows.start(id - 1) * REALS + 1];
  }

  /** The tag of an order. */
  tagOf(id: number): string | undefined {
    return this.#terms.tagOf(this.#termsRow(id - 1));
  }

  /**
   * Every order as an object, oldest first.
   *
   * @param closeTime when a bar of an instrument is known, epoch ms
   */
  toArray(closeTime: (bar: number, symbol: string) => number): Order[] {
    return Array.from({ length: this.#length }, (_, row) => this.#order(row, closeTime));
  }

  #order(row: number, closeTime: (bar: number, symbol: string) => number): Order {
    const { reals, integers } = this.#rows.rows(row);
    const real = this.#rows.start(row) * REALS;
    const integer = this.#rows.start(row) * INTEGERS;
    const fixed = integers[integer + 1];
    const state = integers[integer + 2];
    const symbol = this.#symbols.name(fixed >> SYMBOL_SHIFT)!;
    const terms = this.#termsRow(row);
    const order: Order = {
      id: row + 1,
      symbol,
      type: TYPES[(fixed >> TYPE_SHIFT) & TYPE_MASK],
      source: SOURCES[fixed & SOURCE_MASK],
      quantity: reals[real],
      createdBar: integers[integer],
      createdTime: closeTime(integers[integer], symbol),
      status: STATUSES[state & STATUS_MASK],
      filledQuantity: reals[real + 1],
      reason: this.#reasons.name(state >> REASON_SHIFT),
      tag: this.#terms.tagOf(terms),
      reduceOnly: (fixed & REDUCE_ONLY) === 0 ? undefined : true,
    };
    if (terms < 0) return order;
    const { own, asked } = this.#terms.read(terms);
    return withRare(order, own, asked);
  }

  /** -1 where it has no terms. */
  #termsRow(row: number): number {
    return this.#rows.rows(row).integers[this.#rows.start(row) * INTEGERS + 3];
  }
}
