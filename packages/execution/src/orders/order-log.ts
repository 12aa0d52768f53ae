import type { Order } from '@tidemark/core-market';
import { Names } from '../names.ts';
import { RowLog } from '../row-log.ts';

const REALS = 2; // quantity, filled quantity
const INTEGERS = 7; // symbol, source, bar of creation, status, reason, tag, 1 where it only reduces
const SOURCES = ['signal', 'strategy', 'engine'] as const;
const STATUSES = ['working', 'partiallyFilled', 'filled', 'cancelled', 'expired', 'rejected'] as const;
const SOURCE_NUMBER = { signal: 0, strategy: 1, engine: 2 } as const;
const STATUS_NUMBER = { working: 0, partiallyFilled: 1, filled: 2, cancelled: 3, expired: 4, rejected: 5 } as const;

/** Every order by its id, in its last known state. Kept as rows of numbers; objects are made when somebody reads. */
export class OrderLog {
  readonly #rows = new RowLog(REALS, INTEGERS);
  readonly #symbols = new Names();
  readonly #reasons = new Names();
  readonly #tags = new Names();
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
    integers[integer] = this.#symbols.number(order.symbol);
    integers[integer + 1] = SOURCE_NUMBER[order.source];
    integers[integer + 2] = order.createdBar;
    integers[integer + 5] = this.#tags.number(order.tag);
    integers[integer + 6] = order.reduceOnly === true ? 1 : 0;
    this.update(order);
  }

  /** Writes down what became of an order. */
  update({ id, status, filledQuantity, reason }: Order): void {
    const row = id - 1;
    const { reals, integers } = this.#rows.rows(row);
    const start = this.#rows.start(row);
    reals[start * REALS + 1] = filledQuantity;
    integers[start * INTEGERS + 3] = STATUS_NUMBER[status];
    integers[start * INTEGERS + 4] = this.#reasons.number(reason);
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
      orders.push({
        id: row + 1,
        symbol: this.#symbols.name(integers[integer])!,
        type: 'market',
        source: SOURCES[integers[integer + 1]],
        quantity: reals[real],
        createdBar: integers[integer + 2],
        createdTime: closeTime(integers[integer + 2]),
        status: STATUSES[integers[integer + 3]],
        filledQuantity: reals[real + 1],
        reason: this.#reasons.name(integers[integer + 4]),
        tag: this.#tags.name(integers[integer + 5]),
        reduceOnly: integers[integer + 6] === 1 ? true : undefined,
      });
    }
    return orders;
  }
}
