import type { Fill } from '@tidemark/core-market';
import { BarFill } from './bar-fill.ts';
import { Names } from './names.ts';
import { RowLog } from './row-log.ts';

const REALS = 4; // quantity, price, commission, slippage
const INTEGERS = 4; // order, bar, flags, lot
/** Flags: opens or closes; at the bar's close, or at a time of its own; and the symbol's number above. */
const OPENS = 1;
const AT_CLOSE = 2;
const FOREIGN = 4;
const SYMBOL_SHIFT = 3;

/** What a fill against a bar need not remember, because its bar does. */
export interface BarTimes {
  /** Epoch ms. */
  openTime(symbol: string, bar: number): number;
  closeTime(symbol: string, bar: number): number;
}

/**
 * What was filled, in the order in which it happened. Kept as rows of numbers: a million bars leave nothing for the
 * garbage collector to carry along. Objects are made when somebody reads.
 */
export class FillLog {
  readonly #rows = new RowLog(REALS, INTEGERS);
  readonly #symbols = new Names();
  /** Times of fills that were not against a bar, by row. */
  readonly #foreign = new Map<number, number>();
  #length = 0;
  #closing = 0;
  #end: { readonly start: number; readonly moment: number } | undefined;

  get length(): number {
    return this.#length;
  }

  /** Where the fills of the run's end start, which close what is held, and the moment that they belong to. */
  get end(): { readonly start: number; readonly moment: number } | undefined {
    return this.#end;
  }

  /** The run is over at a moment: what is still to come closes what is held, whatever its bar. */
  endAt(moment: number): void {
    this.#end ??= { start: this.#length, moment };
  }

  /** How many of them closed something: each is a trade, or the part of one. */
  get closing(): number {
    return this.#closing;
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
    let flags = this.#symbols.number(fill.symbol) << SYMBOL_SHIFT;
    if (fill.effect === 'open') flags |= OPENS;
    else this.#closing++;
    if (!(fill instanceof BarFill) || fill.at !== undefined) {
      flags |= FOREIGN;
      this.#foreign.set(row, fill.time);
    } else if (fill.atClose) flags |= AT_CLOSE;
    integers[integer + 2] = flags;
    integers[integer + 3] = fill.lot ?? 0;
  }

  /** Every fill as an object, oldest first. */
  toArray(times: BarTimes): Fill[] {
    return Array.from({ length: this.#length }, (_, row) => this.#fill(row, times));
  }

  #fill(row: number, times: BarTimes): Fill {
    const { reals, integers } = this.#rows.rows(row);
    const real = this.#rows.start(row) * REALS;
    const integer = this.#rows.start(row) * INTEGERS;
    const bar = integers[integer + 1];
    const flags = integers[integer + 2];
    const lot = integers[integer + 3];
    const symbol = this.#symbols.name(flags >> SYMBOL_SHIFT)!;
    const ofBar = (flags & AT_CLOSE) === 0 ? times.openTime(symbol, bar) : times.closeTime(symbol, bar);
    const fill: Fill = {
      orderId: integers[integer],
      symbol,
      bar,
      time: (flags & FOREIGN) === 0 ? ofBar : this.#foreign.get(row)!,
      quantity: reals[real],
      price: reals[real + 1],
      commission: reals[real + 2],
      slippage: reals[real + 3],
      effect: (flags & OPENS) === 0 ? 'close' : 'open',
    };
    return lot === 0 ? fill : { ...fill, lot };
  }
}
