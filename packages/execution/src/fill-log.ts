import type { Fill } from '@tidemark/core-market';
import { grown, Names } from './names.ts';

/** Numbers of one fill, in the order of the fields below. */
const WIDTH = 9;

/**
 * What was filled, in the order in which it happened. Kept as rows of numbers, 72 bytes a fill: a million bars leave
 * nothing for the garbage collector to carry along. Objects are made when somebody reads.
 */
export class FillLog {
  #rows: Float64Array = new Float64Array(WIDTH * 64);
  #length = 0;
  readonly #symbols = new Names();

  get length(): number {
    return this.#length;
  }

  push(fill: Fill): void {
    const at = this.#length++ * WIDTH;
    this.#rows = grown(this.#rows, at + WIDTH);
    const rows = this.#rows;
    rows[at] = fill.orderId;
    rows[at + 1] = this.#symbols.number(fill.symbol);
    rows[at + 2] = fill.bar;
    rows[at + 3] = fill.time;
    rows[at + 4] = fill.quantity;
    rows[at + 5] = fill.price;
    rows[at + 6] = fill.commission;
    rows[at + 7] = fill.slippage;
    rows[at + 8] = fill.effect === 'open' ? 1 : 0;
  }

  /** Every fill as an object, oldest first. */
  toArray(): Fill[] {
    const fills: Fill[] = [];
    const rows = this.#rows;
    for (let at = 0; at < this.#length * WIDTH; at += WIDTH) {
      fills.push({
        orderId: rows[at],
        symbol: this.#symbols.name(rows[at + 1])!,
        bar: rows[at + 2],
        time: rows[at + 3],
        quantity: rows[at + 4],
        price: rows[at + 5],
        commission: rows[at + 6],
        slippage: rows[at + 7],
        effect: rows[at + 8] === 1 ? 'open' : 'close',
      });
    }
    return fills;
  }
}
