import type { Lot, PositionView } from '@tidemark/core-market';

/** Quantities that differ by less than this share of what was traded are equal: float dust is flat. */
const DUST = 1e-12;

/**
 * How a position is kept: as one lot at its average cost, or as a lot for each opening order, closed oldest or newest
 * first; `hedging` never nets: long and short lots stand side by side until an order closes one by its id.
 */
export type Costing = 'average' | 'fifo' | 'lifo' | 'hedging';

/** What a closing fill ended: the matched part of a lot. */
export interface ClosedPart {
  /** Units, signed as the lot was. */
  readonly quantity: number;
  readonly entryBar: number;
  readonly entryPrice: number;
  /** Money: this part's share of the entry commission. */
  readonly entryCommission: number;
  /** The order that opened it. */
  readonly entryOrder: number;
}

/** Units that came in at one price, or at a weighted average. */
class OpenLot implements Lot {
  readonly id: number;
  readonly bar: number;
  quantity: number;
  price: number;
  commission: number;
  /** Money that was paid, at the rates of its fills. */
  value: number;

  constructor(id: number, quantity: number, price: number, commission: number, bar: number, value: number) {
    this.id = id;
    this.bar = bar;
    this.quantity = quantity;
    this.price = price;
    this.commission = commission;
    this.value = value;
  }

  add(units: number, price: number, commission: number, value: number): void {
    const total = this.quantity + units;
    this.price = (this.price * this.quantity + price * units) / total;
    this.quantity = total;
    this.commission += commission;
    this.value += value;
  }

  /** The share that units of the opposite sign close; 1 where float dust would be left. */
  share(units: number): number {
    const held = this.quantity;
    return Math.abs(held + units) <= DUST * Math.abs(held) ? 1 : -units / held;
  }
}

/** Units held of one instrument. Changed by fills alone. */
export class Position implements PositionView {
  readonly costing: Costing;
  /** Oldest first; by average cost there is one at most. */
  readonly #lots: OpenLot[] = [];
  #quantity = 0;
  #bar = -1;

  constructor(costing: Costing = 'average') {
    this.costing = costing;
  }

  /** Units, signed; 0 is flat. */
  get quantity(): number {
    return this.#quantity;
  }

  /** Units, unsigned: of long and short lots together. */
  get gross(): number {
    if (this.costing !== 'hedging') return Math.abs(this.#quantity);
    let sum = 0;
    for (const { quantity } of this.#lots) sum += Math.abs(quantity);
    return sum;
  }

  /** Weighted average entry price; NaN while flat. */
  get averagePrice(): number {
    const lots = this.#lots;
    if (lots.length === 1) return lots[0].price;
    if (this.#quantity === 0) return NaN;
    let value = 0;
    for (const { quantity, price } of lots) value += quantity * price;
    return value / this.#quantity;
  }

  /** Money that was paid for what is held, at the rates of its fills: negative where it was sold. */
  get cost(): number {
    let cost = 0;
    for (const { value } of this.#lots) cost += value;
    return cost;
  }

  /** Closed bars since the first fill, the fill's bar included; 0 while flat. */
  get barsHeld(): number {
    const [first] = this.#lots;
    return first === undefined ? 0 : this.#bar - first.bar + 1;
  }

  /** Oldest first, as copies. */
  get lots(): readonly Lot[] {
    return this.#lots.map(({ id, quantity, price, bar }) => ({ id, quantity, price, bar }));
  }

  /** Bar `bar` has closed: what `barsHeld` counts to. */
  closeBar(bar: number): void {
    this.#bar = bar;
  }

  /**
   * Adds units, or opens the position.
   *
   * @param order the order that opens: where lots are kept apart, its id is the lot's
   * @param value money that is paid; left out: units times price
   */
  open(
    units: number,
    price: number,
    commission: number,
    bar: number,
    order: number,
    value: number = units * price,
  ): void {
    const lots = this.#lots;
    const last = lots.length === 0 ? undefined : lots[lots.length - 1];
    if (last !== undefined && (this.costing === 'average' || last.id === order))
      last.add(units, price, commission, value);
    else lots.push(new OpenLot(order, units, price, commission, bar, value));
    if (lots.length === 1) this.#bar = Math.max(this.#bar, bar);
    this.#quantity = lots.length === 1 ? lots[0].quantity : this.#quantity + units;
  }

  /** Takes units away, of the opposite sign and at most as many as the lot holds. @param lot left out: the next to close */
  close(units: number, lot?: number): void {
    const open = this.#lot(lot);
    const share = open.share(units);
    if (share === 1) {
      if (this.#lots.length === 1) this.#lots.pop();
      else this.#lots.splice(this.#lots.indexOf(open), 1);
      this.#quantity = this.#lots.length === 0 ? 0 : this.#quantity - open.quantity;
    } else {
      open.quantity += units;
      open.commission -= open.commission * share;
      open.value -= open.value * share;
      this.#quantity = this.#lots.length === 1 ? open.quantity : this.#quantity + units;
    }
  }

  /** Each unit becomes `ratio` units: nothing is worth more or less. */
  split(ratio: number): void {
    let total = 0;
    for (const lot of this.#lots) {
      lot.quantity *= ratio;
      lot.price /= ratio;
      total += lot.quantity;
    }
    this.#quantity = total;
  }

  /** What `close(units, lot)` would end; the whole lot by default. */
  part(units?: number, lot?: number): ClosedPart {
    const open = this.#lot(lot);
    const share = units === undefined ? 1 : open.share(units);
    return {
      quantity: share === 1 ? open.quantity : -units!,
      entryBar: open.bar,
      entryPrice: open.price,
      entryCommission: open.commission * share,
      entryOrder: open.id,
    };
  }

  /** The lot that closes next: the newest by `lifo`, otherwise the oldest. Undefined while flat. */
  get next(): Lot | undefined {
    return this.costing === 'lifo' ? this.#lots.at(-1) : this.#lots[0];
  }

  /** The lot of an order; undefined where nothing is left of it. */
  lot(id: number): Lot | undefined {
    return this.#lots.find((each) => each.id === id);
  }

  #lot(id: number | undefined): OpenLot {
    return (id === undefined ? this.next : this.lot(id)) as OpenLot;
  }
}
