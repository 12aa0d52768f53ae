import type { Order } from '@tidemark/core-market';
import { Names } from '../names.ts';
import { RowLog } from '../row-log.ts';

const REALS = 2; // quantity, filled quantity
const INTEGERS = 3; // bar of creation; what never changes; status and reason
const SOURCES = ['signal', 'strategy', 'engine'] as const;
const STATUSES = ['working', 'partiallyFilled', 'filled', 'cancelled', 'expired', 'rejected'] as const;
const SOURCE_NUMBER = { signal: 0, strategy: 1, engine: 2 } as const;
const STATUS_NUMBER = { working: 0, partiallyFilled: 1, filled: 2, cancelled: 3, expired: 4, rejected: 5 } as const;
/** What never changes: source, whether it only reduces, and the symbol's number above. */
const SOURCE_MASK = 3;
const REDUCE_ONLY = 4;
const SYMBOL_SHIFT = 3;
/** Status below, the reason's number above; -1 is none. */
const STATUS_MASK = 7;
const REASON_SHIFT = 3;

/** Every order by its id, in its last known state. Kept as rows of numbers; objects are made when somebody reads. */
export class OrderLog {
  readonly #rows = new RowLog(REALS, INTEGERS);
  readonly #symbols = new Names();
  readonly #reasons = new Names();
  /** Tags of those that have one, by row. */
  readonly #tags = new Map<number, string>();
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
    const fixed = SOURCE_NUMBER[order.source] | (this.#symbols.number(order.symbol) << SYMBOL_SHIFT);
    integers[integer + 1] = order.reduceOnly === true ? fixed | REDUCE_ONLY : fixed;
    reals[start * REALS + 1] = order.filledQuantity;
    integers[integer + 2] = this.#state(order);
    if (order.tag !== undefined) this.#tags.set(row, order.tag);
  }

  /** Writes down what became of an order. */
  update(order: Order): void {
    const row = order.id - 1;
    const { reals, integers } = this.#rows.rows(row);
    const start = this.#rows.start(row);
    reals[start * REALS + 1] = order.filledQuantity;
    integers[start * INTEGERS + 2] = this.#state(order);
  }

  #state({ status, reason }: Order): number {
    return STATUS_NUMBER[status] | (this.#reasons.number(reason) << REASON_SHIFT);
  }

  /**
   * Every order as an object, oldest first.
   *
   * @param closeTime when a bar is known, epoch ms
   */
  toArray(closeTime: (bar: number) => number): Order[] {
    const orders: Order[] = [];
    for (let row = 0; row < this.#length; row++) {
      const { reals, integers } = this.#rows.rows(row);
      const real = this.#rows.start(row) * REALS;
      const integer = this.#rows.start(row) * INTEGERS;
      const fixed = integers[integer + 1];
      const state = integers[integer + 2];
      orders.push({
        id: row + 1,
        symbol: this.#symbols.name(fixed >> SYMBOL_SHIFT)!,
        type: 'market',
        source: SOURCES[fixed & SOURCE_MASK],
        quantity: reals[real],
        createdBar: integers[integer],
        createdTime: closeTime(integers[integer]),
        status: STATUSES[state & STATUS_MASK],
        filledQuantity: reals[real + 1],
        reason: this.#reasons.name(state >> REASON_SHIFT),
        tag: this.#tags.get(row),
        reduceOnly: (fixed & REDUCE_ONLY) === 0 ? undefined : true,
      });
    }
    return orders;
  }
}
