import type { Order } from '@tidemark/core-market';
import { grown, Names } from '../names.ts';

/** Numbers of one order, in the order of the fields below. */
const WIDTH = 10;
const SOURCES = ['signal', 'strategy', 'engine'] as const;
const STATUSES = ['working', 'partiallyFilled', 'filled', 'cancelled', 'expired', 'rejected'] as const;

/**
 * Every order by its id, in its last known state. Kept as rows of numbers, 80 bytes an order; objects are made when
 * somebody reads.
 */
export class OrderLog {
  #rows: Float64Array = new Float64Array(WIDTH * 64);
  #length = 0;
  readonly #names = new Names();

  /** How many orders there were: the next one's id is one more. */
  get length(): number {
    return this.#length;
  }

  /** Writes down an order: a new one, or an old one whose state changed. */
  record(order: Order): void {
    const at = (order.id - 1) * WIDTH;
    this.#rows = grown(this.#rows, at + WIDTH);
    if (order.id > this.#length) this.#length = order.id;
    const rows = this.#rows;
    rows[at] = this.#names.number(order.symbol);
    rows[at + 1] = SOURCES.indexOf(order.source);
    rows[at + 2] = order.quantity;
    rows[at + 3] = order.createdBar;
    rows[at + 4] = order.createdTime;
    rows[at + 5] = STATUSES.indexOf(order.status);
    rows[at + 6] = order.filledQuantity;
    rows[at + 7] = order.reason === undefined ? -1 : this.#names.number(order.reason);
    rows[at + 8] = order.tag === undefined ? -1 : this.#names.number(order.tag);
    rows[at + 9] = order.reduceOnly === true ? 1 : 0;
  }

  /** Every order as an object, oldest first. */
  toArray(): Order[] {
    const orders: Order[] = [];
    const rows = this.#rows;
    for (let k = 0; k < this.#length; k++) {
      const at = k * WIDTH;
      orders.push({
        id: k + 1,
        symbol: this.#names.name(rows[at])!,
        type: 'market',
        source: SOURCES[rows[at + 1]],
        quantity: rows[at + 2],
        createdBar: rows[at + 3],
        createdTime: rows[at + 4],
        status: STATUSES[rows[at + 5]],
        filledQuantity: rows[at + 6],
        reason: this.#names.name(rows[at + 7]),
        tag: this.#names.name(rows[at + 8]),
        reduceOnly: rows[at + 9] === 1 ? true : undefined,
      });
    }
    return orders;
  }
}
