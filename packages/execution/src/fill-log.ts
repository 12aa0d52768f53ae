import type { Fill } from '@tidemark/core-market';
import { BarFill } from './bar-fill.ts';
import { Names } from './names.ts';
import { RowLog } from './row-log.ts';

const REALS = 3; // quantity, price, commission
const INTEGERS = 3; // order, bar, flags
/** Flags: opens or closes; at the bar's open, at its close, or at a time of its own; and the symbol's number above. */
const OPENS = 1;
const AT_CLOSE = 2;
const FOREIGN = 4;
const SYMBOL_SHIFT = 3;

/** What a fill against a bar need not remember, because its bar does. */
export interface BarFacts {
  /** Epoch ms. */
  openTime(bar: number): number;
  closeTime(bar: number): number;
  openPrice(bar: number): number;
  closePrice(bar: number): number;
}

/**
 * What was filled, in the order in which it happened. Kept as rows of numbers: a million bars leave nothing for the
 * garbage collector to carry along. Objects are made when somebody reads.
 */
export class FillLog {
  readonly #rows = new RowLog(REALS, INTEGERS);
  readonly #symbols = new Names();
  /** Time and slippage of fills that were not against a bar, by row. */
  readonly #foreign = new Map<number, { readonly time: number; readonly slippage: number }>();
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
    const integer = start * INTEGERS;
    integers[integer] = fill.orderId;
    integers[integer + 1] = fill.bar;
    let flags = this.#symbols.number(fill.symbol) << SYMBOL_SHIFT;
    if (fill.effect === 'open') flags |= OPENS;
    if (!(fill instanceof BarFill)) {
      flags |= FOREIGN;
      this.#foreign.set(row, { time: fill.time, slippage: fill.slippage });
    } else if (fill.atClose) flags |= AT_CLOSE;
    integers[integer + 2] = flags;
  }

  /** Every fill as an object, oldest first. */
  toArray(facts: BarFacts): Fill[] {
    const fills: Fill[] = [];
    for (let row = 0; row < this.#length; row++) {
      const { reals, integers } = this.#rows.rows(row);
      const real = this.#rows.start(row) * REALS;
      const integer = this.#rows.start(row) * INTEGERS;
      const bar = integers[integer + 1];
      const price = reals[real + 1];
      const flags = integers[integer + 2];
      const atClose = (flags & AT_CLOSE) !== 0;
      const unslipped = atClose ? facts.closePrice(bar) : facts.openPrice(bar);
      const foreign = (flags & FOREIGN) === 0 ? undefined : this.#foreign.get(row);
      fills.push({
        orderId: integers[integer],
        symbol: this.#symbols.name(flags >> SYMBOL_SHIFT)!,
        bar,
        time: foreign?.time ?? (atClose ? facts.closeTime(bar) : facts.openTime(bar)),
        quantity: reals[real],
        price,
        commission: reals[real + 2],
        slippage: foreign?.slippage ?? Math.abs(price - unslipped),
        effect: (flags & OPENS) === 0 ? 'close' : 'open',
      });
    }
    return fills;
  }
}
