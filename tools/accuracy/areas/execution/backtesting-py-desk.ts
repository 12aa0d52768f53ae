import type { BarSeries, Fill, OrderBook } from '@tidemark/core-market';
import type { CommissionModel } from '@tidemark/execution';
import { FifoTrades, type OpenTrade } from './fifo-trades.ts';
import type { Wish } from './programs.ts';

export interface DeskSettings {
  /** Each new order closes what is open first. */
  readonly exclusive: boolean;
  readonly onClose: boolean;
  readonly commission: CommissionModel;
  /** Money per fill. */
  readonly fixed: number;
}

/** An order of backtesting.py's queue: against one trade, or for units, or for a fraction of what the account carries. */
type Queued =
  { readonly trade: OpenTrade; readonly units: number } | { readonly units: number } | { readonly fraction: number };

/** backtesting.py's default size: all but the last bit. */
const ALL = 1 - Number.EPSILON;

/**
 * Turns what a strategy of backtesting.py asks for into market orders in units. That program counts the units of a
 * fraction at the fill (`resolve: 'fill'`), at a price and a mark which the deciding bar does not know: a replay may
 * read them, a strategy may not.
 */
export class BacktestingPyDesk {
  readonly trades: FifoTrades;
  readonly #bars: BarSeries;
  readonly #settings: DeskSettings;
  /** Which trade an order is against, by the order's id. */
  readonly #against = new Map<number, OpenTrade>();

  constructor(bars: BarSeries, settings: DeskSettings) {
    this.#bars = bars;
    this.#settings = settings;
    this.trades = new FifoTrades(settings.fixed);
  }

  onFill({ orderId, effect, bar, quantity, price, commission }: Fill): void {
    const { trades } = this;
    if (effect === 'open') return trades.opened(bar, quantity, price, commission);
    const trade = this.#against.get(orderId);
    trades.close(bar, quantity, price, commission, trade === undefined ? 0 : trades.open.indexOf(trade));
  }

  /** Submits what is asked for after the close of bar `i`. @param cash of the account */
  send(wishes: readonly Wish[], i: number, cash: number, book: OrderBook): void {
    if (wishes.length === 0 || i + 1 >= this.#bars.length) return; // what is asked for on the last bar is never tried
    const { exclusive, onClose, commission, fixed } = this.#settings;
    const { open, close } = this.#bars;
    const price = onClose ? close[i] : open[i + 1];
    const ahead = new Ahead(this.trades, cash, price, close[i + 1], commission);
    for (const order of queueOf(wishes, this.trades.open, exclusive)) {
      if ('trade' in order) {
        this.#against.set(book.submit({ type: 'market', quantity: order.units }), order.trade);
        ahead.close(this.trades.open.indexOf(order.trade), order.units);
        continue;
      }
      const units = 'fraction' in order ? ahead.unitsOf(order.fraction) : order.units;
      // A fixed fee is paid for each trade that closes: then the parts are orders of their own.
      const parts = fixed > 0 ? ahead.partsOf(units) : [units];
      for (const quantity of parts) if (quantity !== 0) book.submit({ type: 'market', quantity });
      ahead.order(units);
    }
  }
}

/** Orders that close trades go to the front, and stand before what was asked for in their place. */
function queueOf(wishes: readonly Wish[], open: readonly OpenTrade[], exclusive: boolean): Queued[] {
  const front: Queued[] = [];
  const back: Queued[] = [];
  const closeParts = (portion: number): void => {
    for (const trade of open) {
      const units = Math.max(1, roundHalfEven(Math.abs(trade.size) * portion));
      front.push({ trade, units: -Math.sign(trade.size) * units });
    }
  };
  for (const wish of wishes) {
    if ('portion' in wish) closeParts(wish.portion);
    else {
      if (exclusive) closeParts(1);
      const size = wish.size === 'all' ? ALL : wish.size;
      back.push(size < 1 ? { fraction: wish.side * size } : { units: wish.side * size });
    }
  }
  return [...front, ...back];
}

/** The account as backtesting.py will see it while it works through the queue of one bar. */
class Ahead {
  readonly #trades: FifoTrades;
  readonly #price: number;
  /** What trades are valued at: the close of the bar that fills, which is how backtesting.py does it. */
  readonly #mark: number;
  readonly #commission: CommissionModel;
  readonly #twins: readonly OpenTrade[];
  #cash: number;

  constructor(trades: FifoTrades, cash: number, price: number, mark: number, commission: CommissionModel) {
    this.#trades = trades.copy();
    this.#twins = [...this.#trades.open];
    this.#price = price;
    this.#mark = mark;
    this.#commission = commission;
    this.#cash = cash;
  }

  get #carries(): number {
    const held = this.#trades.size * this.#mark;
    const bound = this.#trades.open.reduce((sum, { size }) => sum + Math.abs(size) * this.#mark, 0);
    return Math.max(0, this.#cash + held - bound);
  }

  /** Money that a unit binds and costs. */
  get #perUnit(): number {
    return this.#price + this.#commission.commission(1, this.#price, 1);
  }

  /** @returns units, signed as the fraction */
  unitsOf(fraction: number): number {
    return Math.sign(fraction) * Math.floor((this.#carries * Math.abs(fraction)) / this.#perUnit);
  }

  /** @param twin index of the trade before anything of this bar happened */
  close(twin: number, units: number): void {
    this.#pay(units);
    this.#trades.close(0, units, this.#price, 0, this.#trades.open.indexOf(this.#twins[twin]!));
  }

  /** What an order in units will be: trade by trade what it closes, and what it opens. */
  partsOf(units: number): number[] {
    const parts: number[] = [];
    let rest = units;
    for (const { size } of this.#trades.open) {
      if (Math.sign(size) !== -Math.sign(rest)) break;
      const part = Math.sign(rest) * Math.min(Math.abs(rest), Math.abs(size));
      parts.push(part);
      rest -= part;
    }
    return [...parts, rest];
  }

  order(units: number): void {
    const parts = this.partsOf(units);
    const opening = parts.pop()!;
    for (const part of parts) {
      this.#pay(part);
      this.#trades.close(0, part, this.#price, 0);
    }
    if (opening === 0 || Math.abs(opening) * this.#perUnit > this.#carries) return;
    this.#pay(opening);
    this.#trades.opened(0, opening, this.#price, 0);
  }

  #pay(units: number): void {
    this.#cash -= units * this.#price + this.#commission.commission(Math.abs(units), this.#price, 1);
  }
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const over = value - below;
  if (over !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
