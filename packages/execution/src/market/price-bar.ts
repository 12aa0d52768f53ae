import {
  isBehind,
  isTouched,
  isTriggeredAtOpen,
  passes,
  priceAtOpen,
  priceInside,
  reaches,
  type LimitTouch,
} from '../orders/touch.ts';
import type { EntryBar } from './entry-bar.ts';
import type { WorkingOrder } from '../orders/working-order.ts';

/** Prices by bar. */
export interface PriceColumns {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** What buyers pay and sellers get. */
export interface Quotes {
  readonly bought: PriceColumns;
  readonly sold: PriceColumns;
}

/**
 * The prices that orders meet: those of a bar, of a finer bar inside it, or of a moment, where buyers pay the offer and
 * sellers get the bid.
 */
export class PriceBar {
  readonly #touch: LimitTouch;
  /** What buyers pay and what sellers get: the same columns, unless there are quotes. */
  #bought: PriceColumns;
  #sold: PriceColumns;
  #row = -1;

  constructor(touch: LimitTouch, bought: PriceColumns, sold: PriceColumns = bought) {
    this.#touch = touch;
    this.#bought = bought;
    this.#sold = sold;
  }

  /** Orders meet another row. @param bought of other columns; left out: of the same ones */
  moveTo(row: number, bought?: PriceColumns, sold: PriceColumns | undefined = bought): void {
    this.#row = row;
    if (bought === undefined || sold === undefined) return;
    this.#bought = bought;
    this.#sold = sold;
  }

  get row(): number {
    return this.#row;
  }

  /** The highest price that anybody meets. */
  get high(): number {
    const high = this.#bought.high[this.#row];
    return this.#sold === this.#bought ? high : Math.max(high, this.#sold.high[this.#row]);
  }

  get low(): number {
    const low = this.#bought.low[this.#row];
    return this.#sold === this.#bought ? low : Math.min(low, this.#sold.low[this.#row]);
  }

  open({ buys }: WorkingOrder): number {
    return (buys ? this.#bought : this.#sold).open[this.#row];
  }

  close({ buys }: WorkingOrder): number {
    return (buys ? this.#bought : this.#sold).close[this.#row];
  }

  /** The extreme that a trailing stop follows: away from where it would fill. */
  best({ buys }: WorkingOrder): number {
    return buys ? this.#bought.low[this.#row] : this.#sold.high[this.#row];
  }

  touches(order: WorkingOrder): boolean {
    const { high, low } = order.buys ? this.#bought : this.#sold;
    return isTouched(order, high[this.#row], low[this.#row], this.#touch);
  }

  /** The close lies at the price of a leg or beyond it. */
  closesBeyond(leg: WorkingOrder): boolean {
    const close = this.close(leg);
    if (leg.leg === 'target') return reaches(leg.limitPrice!, close, leg.buys, this.#touch);
    return passes(leg.stopPrice!, close, leg.buys);
  }

  /** The close is as good as a limit; an order at market takes it as it is. */
  closeFills(order: WorkingOrder): boolean {
    return order.limitPrice === undefined || reaches(order.limitPrice, this.close(order), order.buys, this.#touch);
  }

  /** True where the open makes a limit of a stop-limit. */
  triggersAtOpen(order: WorkingOrder): boolean {
    return isTriggeredAtOpen(order, this.open(order));
  }

  /** True where a stop-limit triggers inside the bar, and its limit lies behind it. */
  triggersInside(order: WorkingOrder): boolean {
    return order.type === 'stopLimit' && !order.triggered && isBehind(order) && this.touches(order);
  }

  /** @param open of an entry that filled at this price: where its legs begin. NaN where the order is not reached */
  priceAtOpen(order: WorkingOrder, open: number = this.open(order)): number {
    return priceAtOpen(order, open, this.#touch);
  }

  priceInside(order: WorkingOrder): number {
    const { high, low } = order.buys ? this.#bought : this.#sold;
    return priceInside(order, high[this.#row], low[this.#row], this.#touch);
  }

  /** What the prices show of the legs of an entry inside them. */
  entryBar(entry: EntryBar['entry'], stop: WorkingOrder | undefined, target: WorkingOrder | undefined): EntryBar {
    return {
      entry,
      stopTouched: stop !== undefined && this.touches(stop),
      targetTouched: target !== undefined && this.touches(target),
      closeBeyondStop: stop !== undefined && this.closesBeyond(stop),
      closeBeyondTarget: target !== undefined && this.closesBeyond(target),
      nearest: stop === undefined ? 'target' : this.nearestLeg(stop),
    };
  }

  /** The leg on the side of the extreme that is nearer to the open. */
  nearestLeg(stop: WorkingOrder): 'stop' | 'target' {
    const { open, high, low } = stop.buys ? this.#bought : this.#sold;
    const row = this.#row;
    const down = open[row] - low[row];
    const up = high[row] - open[row];
    return (stop.buys ? up <= down : down <= up) ? 'stop' : 'target';
  }
}
