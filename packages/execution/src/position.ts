import type { PositionView } from '@tidemark/core-market';

/** Quantities that differ by less than this share of what was traded are equal: float dust is flat. */
const DUST = 1e-12;

/** What a closing fill ended: the matched part of the position. */
export interface ClosedPart {
  /** Units, signed as the position was. */
  readonly quantity: number;
  readonly entryBar: number;
  readonly entryPrice: number;
  /** Money: this part's share of the entry commission. */
  readonly entryCommission: number;
}

/** Units held of one instrument at their weighted average price. Changed by fills alone. */
export class Position implements PositionView {
  #quantity = 0;
  #averagePrice = NaN;
  #entryBar = -1;
  #entryCommission = 0;
  #bar = -1;

  /** Units, signed; 0 is flat. */
  get quantity(): number {
    return this.#quantity;
  }

  /** Weighted average entry price; NaN while flat. */
  get averagePrice(): number {
    return this.#averagePrice;
  }

  /** Closed bars since the first fill, the fill's bar included; 0 while flat. */
  get barsHeld(): number {
    return this.#quantity === 0 ? 0 : this.#bar - this.#entryBar + 1;
  }

  /** Bar `bar` has closed: what `barsHeld` counts to. */
  closeBar(bar: number): void {
    this.#bar = bar;
  }

  /** Adds units of the position's own sign, or opens it. */
  open(units: number, price: number, commission: number, bar: number): void {
    if (this.#quantity === 0) {
      this.#averagePrice = price;
      this.#entryBar = bar;
      this.#entryCommission = 0;
      this.#bar = Math.max(this.#bar, bar);
      this.#quantity = units;
    } else {
      const total = this.#quantity + units;
      this.#averagePrice = (this.#averagePrice * this.#quantity + price * units) / total;
      this.#quantity = total;
    }
    this.#entryCommission += commission;
  }

  /** Takes units away, of the opposite sign and at most as many as are held. */
  close(units: number): void {
    const share = this.#share(units);
    if (share === 1) {
      this.#quantity = 0;
      this.#averagePrice = NaN;
      this.#entryCommission = 0;
    } else {
      this.#quantity += units;
      this.#entryCommission -= this.#entryCommission * share;
    }
  }

  /** What `close(units)` would end; all of it by default. */
  part(units: number = -this.#quantity): ClosedPart {
    const share = this.#share(units);
    return {
      quantity: share === 1 ? this.#quantity : -units,
      entryBar: this.#entryBar,
      entryPrice: this.#averagePrice,
      entryCommission: this.#entryCommission * share,
    };
  }

  /** The share of the position that units of the opposite sign close; 1 where float dust would be left. */
  #share(units: number): number {
    const held = this.#quantity;
    return Math.abs(held + units) <= DUST * Math.abs(held) ? 1 : -units / held;
  }
}
