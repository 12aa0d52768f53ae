/** A trade that is open: what backtesting.py nets, first in, first out. */
export interface OpenTrade {
  readonly entryBar: number;
  readonly entry: number;
  /** Units, signed. */
  size: number;
  /** Money paid for the entry of what is still open. */
  commission: number;
}

export interface ClosedTrade {
  readonly entryBar: number;
  readonly exitBar: number;
  readonly size: number;
  readonly entry: number;
  readonly exit: number;
  /** Money, of entry and exit. */
  readonly commission: number;
}

/** Trades as backtesting.py keeps them: an opposite fill closes the oldest first, or the one that an order names. */
export class FifoTrades {
  readonly open: OpenTrade[];
  readonly closed: ClosedTrade[] = [];
  /** Money per fill that a partial close does not divide: the peer writes all of it to each part. */
  readonly #fixed: number;

  constructor(fixed: number, open: readonly OpenTrade[] = []) {
    this.#fixed = fixed;
    this.open = open.map((trade) => ({ ...trade }));
  }

  /** The same open trades, apart: to see what orders that wait will make of them. */
  copy(): FifoTrades {
    return new FifoTrades(this.#fixed, this.open);
  }

  /** Units, signed. */
  get size(): number {
    return this.open.reduce((sum, { size }) => sum + size, 0);
  }

  opened(bar: number, size: number, price: number, commission: number): void {
    this.open.push({ entryBar: bar, entry: price, size, commission });
  }

  /**
   * @param size units, against what is open and at most as many
   * @param first index of the trade to begin with
   */
  close(bar: number, size: number, price: number, commission: number, first = 0): void {
    let rest = Math.abs(size);
    const total = rest;
    while (rest > 0) {
      const trade = this.open[first]!;
      const units = Math.min(rest, Math.abs(trade.size));
      this.#closePart(trade, units, bar, price, (commission * units) / total);
      if (trade.size === 0) this.open.splice(first, 1);
      rest -= units;
    }
  }

  #closePart(trade: OpenTrade, units: number, bar: number, price: number, commission: number): void {
    const { entryBar, entry } = trade;
    const part = Math.sign(trade.size) * units;
    const divided = ((trade.commission - this.#fixed) * units) / Math.abs(trade.size);
    trade.size -= part;
    trade.commission -= divided;
    this.closed.push({
      entryBar,
      exitBar: bar,
      size: part,
      entry,
      exit: price,
      commission: this.#fixed + divided + commission,
    });
  }
}
