import type { Fill } from '@tidemark/core-market';
import { BarFill } from './bar-fill.ts';
import { Names } from './names.ts';
import { RowLog } from './row-log.ts';

const REALS = 5; // quantity, price, commission, slippage, time where the bar does not say it
const INTEGERS = 5; // order, bar, symbol, 1 where it opens, when
const [AT_OPEN, AT_CLOSE, OWN_TIME] = [0, 1, 2];

/** When bars open and close, epoch ms. */
export interface BarTimes {
  openTime(bar: number): number;
  closeTime(bar: number): number;
}

/**
 * What was filled, in the order in which it happened. Kept as rows of numbers: a million bars leave nothing for the
 * garbage collector to carry along. Objects are made when somebody reads.
 */
export class FillLog {
  readonly #rows = new RowLog(REALS, INTEGERS);
  readonly #symbols = new Names();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(fill: Fill): void {
    const row = this.#length++;
    const { reals, integers } = this.#rows.rows(row);
    const start = this.#rows.start(row);
    const real = start * REALS;
    reals[real] = fill.quantity;
    reals[real + 1] = fill.price;
    reals[real + 2] = fill.commission;
    reals[real + 3] = fill.slippage;
    const integer = start * INTEGERS;
    integers[integer] = fill.orderId;
    integers[integer + 1] = fill.bar;
    integers[integer + 2] = this.#symbols.number(fill.symbol);
    integers[integer + 3] = fill.effect === 'open' ? 1 : 0;
    if (fill instanceof BarFill) integers[integer + 4] = fill.atClose ? AT_CLOSE : AT_OPEN;
    else {
      integers[integer + 4] = OWN_TIME;
      reals[real + 4] = fill.time;
    }
  }

  /** Every fill as an object, oldest first. */
  toArray(times: BarTimes): Fill[] {
    const fills: Fill[] = [];
    for (let row = 0; row < this.#length; row++) {
      const { reals, integers } = this.#rows.rows(row);
      const real = this.#rows.start(row) * REALS;
      const integer = this.#rows.start(row) * INTEGERS;
      const bar = integers[integer + 1];
      const when = integers[integer + 4];
      fills.push({
        orderId: integers[integer],
        symbol: this.#symbols.name(integers[integer + 2])!,
        bar,
        time: when === OWN_TIME ? reals[real + 4] : when === AT_CLOSE ? times.closeTime(bar) : times.openTime(bar),
        quantity: reals[real],
        price: reals[real + 1],
        commission: reals[real + 2],
        slippage: reals[real + 3],
        effect: integers[integer + 3] === 1 ? 'open' : 'close',
      });
    }
    return fills;
  }
}
