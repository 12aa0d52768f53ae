import type { BarSeries, Broker, BrokerEvents, Fill, Order, RunWarning, SignalRun } from '@tidemark/core-market';
import type { AccountState } from '@tidemark/risk';
import { BarClock } from './bar-clock.ts';
import { BarFill, recordOfFill } from './bar-fill.ts';
import type { EngineSettings } from './engine-settings.ts';
import { ExecutionError } from './error.ts';
import { FillLog } from './fill-log.ts';
import { InstrumentTrader } from './instrument-trader.ts';
import type { RunListeners } from './listeners.ts';
import { LiveAccount } from './live-account.ts';
import { OrderDesk } from './orders/order-desk.ts';
import { OrderLog } from './orders/order-log.ts';
import type { WorkingOrder } from './orders/working-order.ts';
import type { Portfolio } from './portfolio.ts';
import type { Position } from './position.ts';
import type { RefusedTarget } from './refused-target.ts';

/** A broker that can also fill at the close that decided, as a simulated one does. */
export interface EngineBroker extends Broker {
  atClose?(i: number, events: BrokerEvents): void;
}

/**
 * The one state machine that moves money. A loop drives it in a backtest, closed bars drive it in paper and live
 * trading; only the broker behind it changes. Comments name the rules of docs/BAR-SEMANTICS.md.
 */
export class ExecutionEngine implements BrokerEvents {
  readonly #bars: BarSeries;
  readonly #run: SignalRun;
  readonly #broker: EngineBroker;
  readonly #portfolio: Portfolio;
  readonly #position: Position;
  readonly #settings: EngineSettings;
  readonly #listeners: RunListeners;
  readonly #clock: BarClock;
  readonly #desk: OrderDesk;
  readonly #trader: InstrumentTrader;
  readonly #equity: Float64Array;
  readonly #onClose: boolean;
  /** Who listens and which hooks a run has is looked up once: a bar nobody asks about costs nothing. */
  readonly #heard: boolean;
  readonly #guarded: boolean;
  readonly #skims: boolean;

  readonly #orders = new OrderLog();
  readonly #fills = new FillLog();
  readonly #refused: RefusedTarget[] = [];
  readonly #warnings: RunWarning[] = [];
  #ruined = false;
  #peak: number;
  /** A limit was breached and is not kept again yet. */
  #halted = false;
  /** Orders meet the bar right now: it is not marked yet. */
  #matching = false;
  // oxlint-disable-next-line no-unused-private-class-members -- written so that #skim's reading is not optimised away
  #seen = 0;

  constructor(
    bars: BarSeries,
    run: SignalRun,
    portfolio: Portfolio,
    broker: EngineBroker,
    settings: EngineSettings,
    listeners: RunListeners = {},
  ) {
    const { semantics, limits, exits } = settings;
    this.#bars = bars;
    this.#run = run;
    this.#broker = broker;
    this.#portfolio = portfolio;
    this.#position = portfolio.position(bars.instrument);
    this.#settings = settings;
    this.#listeners = listeners;
    this.#clock = new BarClock(bars);
    const clock = this.#clock;
    const equity = () => this.#accountEquity();
    this.#desk = new OrderDesk({
      instrument: bars.instrument,
      position: this.#position,
      broker,
      clock,
      log: this.#orders,
      columns: run.columns,
      price: (bar) => bars.close[bar],
      equity,
      ...semantics,
      onChange: (order) => this.#tellOrder(order),
    });
    const account = new LiveAccount(portfolio, this.#position, equity);
    const heard = listeners.bar !== undefined || listeners.signal !== undefined || listeners.equity !== undefined;
    const onSignal = heard ? (signal: number, i: number) => listeners.signal?.(signal, i) : undefined;
    const refused = this.#refused;
    const desk = this.#desk;
    this.#trader = new InstrumentTrader({
      bars,
      run,
      portfolio,
      desk,
      clock,
      account,
      settings,
      share: 1,
      onSignal,
      refused,
    });
    this.#equity = new Float64Array(bars.length);
    this.#onClose = semantics.onClose;
    this.#peak = portfolio.initialCash;
    this.#heard = heard;
    this.#guarded = limits.length > 0 || exits.length > 0;
    const hooked = run.manage !== undefined || run.orders !== undefined;
    this.#skims = !heard && !hooked && !this.#guarded && !this.#onClose && settings.act === 'change';
    run.start?.({ position: this.#position, account, book: desk.book });
  }

  /** Equity after each bar, money, shape [bars]. */
  get equity(): Float64Array {
    return this.#equity;
  }

  get orders(): OrderLog {
    return this.#orders;
  }

  get fills(): FillLog {
    return this.#fills;
  }

  get refused(): readonly RefusedTarget[] {
    return this.#refused;
  }

  get warnings(): readonly RunWarning[] {
    return this.#warnings;
  }

  /** The other leg of a bracket, while it works. */
  sibling(leg: WorkingOrder): WorkingOrder | undefined {
    return this.#desk.contingent.sibling(leg);
  }

  /** Nothing is left to trade with: the run is over, the rest of the curve is 0. */
  get ruined(): boolean {
    return this.#ruined;
  }

  /**
   * Bar `i` has closed: match what was ordered before, mark to the close, decide. Call it once per bar, in order. A run
   * that is ruined stays so: nothing happens any more.
   *
   * @throws ExecutionError SIGNAL_OUT_OF_RANGE, NAN_EQUITY, INVALID_SIZE, INVALID_QUANTITY, INVALID_PRICE, INVALID_ORDER,
   *   WRONG_SIDE
   */
  step(i: number): void {
    if (this.#ruined) return;
    this.#match(i);
    this.#decide(i);
  }

  /** Steps over bars `from` up to, not including, `to`, or until nothing is left to trade with. */
  run(from: number, to: number): void {
    const { first, stance } = this.#trader;
    let i = from;
    while (i < to && !this.#ruined) {
      this.#match(i);
      if (this.#skims && this.#desk.working === 0 && i >= first && !stance.reenters) {
        i = this.#skim(i, to);
        this.#clock.moveTo(Math.min(i, to - 1));
        if (i === to || this.#desk.working > 0) continue; // bar i is still to be matched
      }
      this.#decide(i++);
    }
  }

  /** Rule 1c: what was ordered before bar `i` meets it. */
  #match(i: number): void {
    this.#clock.moveTo(i);
    if (this.#desk.working > 0) this.#meetMarket(i);
  }

  #meetMarket(i: number): void {
    this.#matching = true;
    this.#clock.meet(true);
    this.#broker.advance(i, this);
    this.#clock.meet(false);
    this.#matching = false;
  }

  /** Rule 1f and 1g: the mark to the close of bar `i`, then what the strategy makes of it. */
  #decide(i: number): void {
    const equity = this.#mark(i);
    if (!(equity > 0)) {
      this.#listeners.bar?.(i);
      return this.#ruin(i, equity);
    }
    this.#equity[i] = equity;
    this.#position.closeBar(i);
    if (this.#heard) this.#tellBar(i, equity);
    if (this.#guarded && this.#guard(i, equity)) return;
    if (i < this.#trader.first) return;
    this.#trader.decide(i, equity);
    if (this.#onClose && this.#desk.working > 0) this.#fillAtClose(i);
  }

  /** Rule 1 g: portfolio limits and risk exits on the mark, before the strategy. @returns true where they have the word */
  #guard(i: number, equity: number): boolean {
    const { limits, exits } = this.#settings;
    this.#peak = Math.max(this.#peak, equity);
    const { cash, initialCash } = this.#portfolio;
    const state: AccountState = {
      cash,
      equity,
      time: this.#clock.now(),
      initialCapital: initialCash,
      peakEquity: this.#peak,
    };
    const breached = limits.find((limit) => limit.breached(state));
    if (breached !== undefined) {
      if (!this.#halted) this.#warnings.push({ code: 'LIMIT_BREACHED', what: `${breached.name} at ${this.#where(i)}` });
      this.#halted = true;
      this.#leave(breached.name);
      return true;
    }
    this.#halted = false;
    if (this.#position.quantity === 0) return false;
    const exit = exits.find((each) => each.exits(this.#position, this.#bars, i));
    if (exit === undefined) return false;
    this.#leave(exit.name);
    return true;
  }

  /** Closes at the next open, unless an order of the engine's is doing so already. */
  #leave(reason: string): void {
    this.#trader.exit(reason);
  }

  /**
   * The bars on which nothing happens: no order works, and the signal is the one that was answered, or NaN. What
   * `step(i)` does on them, without asking whether there is more to do.
   *
   * @returns the first bar that is left
   */
  #skim(from: number, to: number): number {
    const run = this.#run;
    if (run.nextChange === undefined) return this.#walk(from, to);
    const next = run.nextChange(from, to, this.#trader.stance.answered);
    const { cash } = this.#portfolio;
    const { quantity } = this.#position;
    const { open, close, instrument } = this.#bars;
    const { multiplier } = instrument;
    const curve = this.#equity;
    let seen = 0;
    for (let i = from; i < next; i++) {
      const equity = cash + quantity * close[i] * multiplier;
      if (!(equity > 0)) return i;
      curve[i] = equity;
      seen += open[i];
    }
    // The next fill reads one open, and would wait 200 ns for it, had this loop not asked the memory for it in passing.
    this.#seen = seen;
    return next;
  }

  /** The same for a run that must be shown every bar: it may look at its position, and order by name. */
  #walk(from: number, to: number): number {
    const run = this.#run;
    const clock = this.#clock;
    const desk = this.#desk;
    const position = this.#position;
    const { cash } = this.#portfolio;
    const { quantity } = position;
    const { open, close, instrument } = this.#bars;
    const { multiplier } = instrument;
    const { answered } = this.#trader.stance;
    const curve = this.#equity;
    for (let i = from; i < to; i++) {
      const equity = cash + quantity * close[i] * multiplier;
      if (!(equity > 0)) return i;
      curve[i] = equity;
      this.#seen = open[i]; // as above
      clock.moveTo(i);
      position.closeBar(i);
      const signal = run.signal(i);
      if ((signal === answered || signal !== signal) && desk.working === 0) continue;
      this.#trader.act(signal, i, equity);
      return i + 1;
    }
    return to;
  }

  /** The data is over: with `close` the position is sold at the last close, and the strategy is told. Rule 17. */
  finish(commission: (units: number, price: number) => number): void {
    const { finalize } = this.#settings.semantics;
    const { bar } = this.#clock;
    if (finalize !== 'mark' && bar >= 0 && !this.#ruined) {
      const price = (finalize === 'close' ? this.#bars.close : this.#bars.open)[bar];
      this.#liquidate(bar, price, commission);
      this.#markAgain(bar);
    }
    this.#run.stop?.();
  }

  fill(fill: Fill, order: Order): void {
    this.#fills.push(fill);
    this.#portfolio.apply(fill, this.#bars.instrument, this.#position);
    this.#desk.filled(order as WorkingOrder, fill);
    this.#run.onFill?.(recordOfFill(fill));
    this.#listeners.fill?.(recordOfFill(fill));
    this.#listeners.position?.(this.#position, fill.bar);
  }

  order(order: Order): void {
    this.#desk.settle(order as WorkingOrder);
  }

  /** Cash plus the position at the close of bar `i`. */
  #mark(i: number): number {
    const { close, instrument } = this.#bars;
    return this.#portfolio.cash + this.#position.quantity * close[i] * instrument.multiplier;
  }

  /** What an account view shows: the mark of the bar that has closed; while orders meet a bar, at the price they meet. */
  #accountEquity(): number {
    const { bar } = this.#clock;
    if (bar < 0) return this.#portfolio.initialCash;
    if (!this.#matching) return this.#equity[bar];
    const { open, close, instrument } = this.#bars;
    const price = (this.#onClose ? close : open)[bar];
    return this.#portfolio.cash + this.#position.quantity * price * instrument.multiplier;
  }

  /** Rule 3, `onClose`: the order fills at the close that caused it, and the equity is marked again. */
  #fillAtClose(i: number): void {
    this.#matching = true;
    this.#broker.atClose?.(i, this);
    this.#matching = false;
    this.#position.closeBar(i);
    this.#markAgain(i);
  }

  /** The mark of bar `i`, after fills at its close. */
  #markAgain(i: number): void {
    const equity = this.#mark(i);
    if (!(equity > 0)) return this.#ruin(i, equity);
    this.#equity[i] = equity;
    this.#listeners.equity?.(equity, i);
  }

  #where(i: number): string {
    return `${this.#bars.symbol}, bar ${i}`;
  }

  /** Rule 16: without credit a run ends when nothing is left; an equity that is no number is a fault of the data. */
  #ruin(i: number, equity: number): void {
    const where = this.#where(i);
    if (Number.isNaN(equity)) {
      const fix = 'a price, a multiplier or a commission is NaN: check the models and the instrument';
      throw new ExecutionError('NAN_EQUITY', { what: 'the equity is not a number', where, fix });
    }
    this.#ruined = true;
    this.#position.closeBar(i);
    const owed = equity < 0 ? `; ${-equity} more than there was is owed` : '';
    this.#warnings.push({ code: 'RUINED', what: `the equity was used up at ${where}: the run stopped there${owed}` });
    this.#liquidate(i, this.#bars.close[i], () => 0);
    this.#desk.cancelAll('RUINED');
    this.#equity.fill(0, i);
    this.#listeners.equity?.(0, i);
  }

  /** Closes what is held on bar `i`, by an order of the engine's own for each lot. */
  #liquidate(i: number, price: number, commission: (units: number, price: number) => number): void {
    const kept = this.#position.costing === 'average';
    for (const lot of this.#position.lots) {
      const quantity = -lot.quantity;
      const order = this.#desk.closed(quantity);
      const money = commission(Math.abs(quantity), price);
      const fill = Object.assign(new BarFill(this.#bars), { orderId: order.id, bar: i, quantity, price });
      fill.atClose = price === this.#bars.close[i];
      this.fill(Object.assign(fill, { commission: money, effect: 'close', lot: kept ? undefined : lot.id }), order);
      this.#tellOrder(order);
    }
  }

  #tellOrder(order: WorkingOrder): void {
    if (order.status !== 'working') {
      this.#trader.settled(order);
      this.#run.onOrder?.(order.record());
    }
    this.#listeners.order?.(order.record());
  }

  #tellBar(i: number, equity: number): void {
    this.#listeners.bar?.(i);
    this.#listeners.equity?.(equity, i);
  }
}
