import { CANCEL } from '@tidemark/core-market';
import type {
  AccountView,
  BarSeries,
  Broker,
  BrokerEvents,
  Fill,
  Order,
  RunWarning,
  SignalRun,
} from '@tidemark/core-market';
import { BarClock } from './bar-clock.ts';
import { BarFill, recordOfFill } from './bar-fill.ts';
import type { EngineSettings } from './engine-settings.ts';
import { ExecutionError } from './error.ts';
import { FillLog } from './fill-log.ts';
import type { RunListeners } from './listeners.ts';
import { LiveAccount } from './live-account.ts';
import type { WorkingOrder } from './orders/create.ts';
import { OrderDesk } from './orders/order-desk.ts';
import type { OrderLog } from './orders/order-log.ts';
import type { Portfolio } from './portfolio.ts';
import type { Position } from './position.ts';
import type { RefusedTarget } from './refused-target.ts';
import { Stance } from './stance.ts';
import { TargetPlanner } from './target-planner.ts';

/**
 * The one state machine that moves money. A loop drives it in a backtest, closed bars drive it in paper and live
 * trading; only the broker behind it changes. Comments name the rules of docs/BAR-SEMANTICS.md.
 */
export class ExecutionEngine implements BrokerEvents {
  readonly #bars: BarSeries;
  readonly #run: SignalRun;
  readonly #broker: Broker;
  readonly #portfolio: Portfolio;
  readonly #position: Position;
  readonly #listeners: RunListeners;
  readonly #clock: BarClock;
  readonly #desk: OrderDesk;
  readonly #stance: Stance;
  readonly #planner: TargetPlanner;
  readonly #account: AccountView;
  readonly #equity: Float64Array;
  /** First bar on which the strategy is asked. */
  readonly #first: number;
  readonly #onClose: boolean;
  /** Who listens and which hooks a run has is looked up once: a bar nobody asks about costs nothing. */
  readonly #heard: boolean;
  readonly #hooked: boolean;
  readonly #skims: boolean;

  readonly #fills = new FillLog();
  readonly #refused: RefusedTarget[] = [];
  readonly #warnings: RunWarning[] = [];
  /** The working order of the last answered signal. */
  #entry: WorkingOrder | undefined;
  #ruined = false;
  /** Orders meet the bar right now: it is not marked yet. */
  #matching = false;
  // oxlint-disable-next-line no-unused-private-class-members -- written so that #skim's reading is not optimised away
  #seen = 0;

  constructor(
    bars: BarSeries,
    run: SignalRun,
    portfolio: Portfolio,
    broker: Broker,
    settings: EngineSettings,
    listeners: RunListeners = {},
  ) {
    const { sizer, act, minChange, firstCall, onClose } = settings;
    this.#bars = bars;
    this.#run = run;
    this.#broker = broker;
    this.#portfolio = portfolio;
    this.#position = portfolio.position(bars.instrument);
    this.#listeners = listeners;
    this.#clock = new BarClock(bars);
    this.#desk = new OrderDesk(bars.instrument, broker, this.#clock, (order) => this.#tellOrder(order));
    this.#stance = new Stance(bars, act, minChange);
    this.#planner = new TargetPlanner(bars, run, portfolio, sizer);
    this.#equity = new Float64Array(bars.length);
    this.#account = new LiveAccount(portfolio, this.#position, () => this.#accountEquity());
    this.#first = run.warmup + (firstCall === 'ready+1' ? 1 : 0);
    this.#onClose = onClose;
    this.#heard = listeners.bar !== undefined || listeners.signal !== undefined || listeners.equity !== undefined;
    this.#hooked = run.manage !== undefined || run.orders !== undefined;
    this.#skims = !this.#heard && !this.#hooked && !onClose && act === 'change';
    run.start?.({ position: this.#position, account: this.#account, book: this.#desk.book });
  }

  /** Equity after each bar, money, shape [bars]. */
  get equity(): Float64Array {
    return this.#equity;
  }

  get orders(): OrderLog {
    return this.#desk.log;
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

  /** Nothing is left to trade with: the run is over, the rest of the curve is 0. */
  get ruined(): boolean {
    return this.#ruined;
  }

  /**
   * Bar `i` has closed: match what was ordered before, mark to the close, decide. Call it once per bar, in order. A run
   * that is ruined stays so: nothing happens any more.
   *
   * @throws ExecutionError SIGNAL_OUT_OF_RANGE, NAN_EQUITY, INVALID_SIZE, INVALID_QUANTITY, ORDER_TYPE_UNSUPPORTED
   */
  step(i: number): void {
    if (this.#ruined) return;
    this.#match(i);
    this.#decide(i);
  }

  /** Steps over bars `from` up to, not including, `to`, or until nothing is left to trade with. */
  run(from: number, to: number): void {
    let i = from;
    while (i < to && !this.#ruined) {
      this.#match(i);
      if (this.#skims && this.#desk.working === 0 && i >= this.#first) {
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
    this.#broker.advance(i, this);
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
    if (i < this.#first) return;
    const signal = this.#run.signal(i);
    this.#act(this.#hooked ? this.#callHooks(signal, i) : signal, i, equity);
    if (this.#onClose && this.#desk.working > 0) this.#fillAtClose(i);
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
    const next = run.nextChange(from, to, this.#stance.answered);
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
    const { answered } = this.#stance;
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
      this.#act(signal, i, equity);
      return i + 1;
    }
    return to;
  }

  /** The data is over: with `close` the position is sold at the last close, and the strategy is told. Rule 17. */
  finish(finalize: 'mark' | 'close', commission: (units: number, price: number) => number): void {
    const { bar } = this.#clock;
    if (finalize === 'close' && bar >= 0 && !this.#ruined) {
      this.#liquidate(bar, commission);
      this.#markAgain(bar);
    }
    this.#run.stop?.();
  }

  fill(fill: Fill): void {
    this.#fills.push(fill);
    this.#portfolio.apply(fill, this.#bars.instrument, this.#position);
    this.#run.onFill?.(recordOfFill(fill));
    this.#listeners.fill?.(recordOfFill(fill));
    this.#listeners.position?.(this.#position, fill.bar);
  }

  order(order: Order): void {
    if (order === this.#entry) this.#entry = undefined;
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

  #callHooks(signal: number, i: number): number {
    const run = this.#run;
    const managed = run.manage === undefined ? signal : run.manage(signal, this.#position, i);
    run.orders?.(i, this.#account, this.#desk.book);
    return managed;
  }

  /** What becomes of a signal. */
  #act(signal: number, i: number, equity: number): void {
    if (this.#heard && signal === signal) this.#listeners.signal?.(signal, i);
    if (this.#stance.asks(signal, i)) this.#answer(signal, i, equity);
    else if (this.#entry !== undefined) this.#review(this.#entry, i);
  }

  /** From stance to order: S3-S9. */
  #answer(signal: number, i: number, equity: number): void {
    const stance = this.#stance;
    const target = this.#planner.target(signal, i, equity);
    const { answered } = stance;
    if (target === CANCEL) {
      stance.answer(signal);
      return this.#giveUp(signal);
    }
    if (stance.band > 0 && this.#isNear(target, stance.band * Math.abs(target))) return;
    stance.answer(signal);
    const { quantity } = this.#position;
    // Once: on every bar that asks again (`act.every`) nothing would be said but the same.
    if (target === 0 && signal !== 0 && (signal !== answered || quantity !== 0)) {
      this.#refuse(signal, 'SIZE_ROUNDS_TO_ZERO');
    }
    this.#pursue(target);
  }

  /** S3: near enough to the target, by what is held or by where the working entry leads. */
  #isNear(target: number, band: number): boolean {
    const { quantity } = this.#position;
    const entry = this.#entry;
    if (entry !== undefined && Math.abs(target - quantity - entry.quantity) <= band) return true;
    if (Math.abs(target - quantity) > band) return false;
    this.#cancelEntry('REPLACED'); // it leads elsewhere
    return true;
  }

  /** S8: a plan that gives an entry up still lets go of a position that the signal turned against. */
  #giveUp(signal: number): void {
    this.#cancelEntry('GIVEN_UP');
    if (signal * this.#position.quantity < 0) this.#pursue(0);
  }

  /** S7: one working entry per instrument; a new target cancels it. */
  #pursue(target: number): void {
    this.#cancelEntry('REPLACED');
    const quantity = this.#planner.toward(target);
    if (quantity !== 0) this.#entry = this.#desk.submit(quantity, 'signal', this.#planner.sized);
  }

  #review(entry: WorkingOrder, i: number): void {
    const { answered } = this.#stance;
    const target = this.#planner.review(answered, entry.quantity, i);
    if (target === CANCEL) this.#giveUp(answered);
    else if (target !== undefined) this.#pursue(target);
  }

  #cancelEntry(reason: string): void {
    const entry = this.#entry;
    this.#entry = undefined;
    if (entry !== undefined) this.#desk.cancel(entry, reason);
  }

  #refuse(signal: number, reason: string): void {
    const { symbol } = this.#bars;
    this.#refused.push({ bar: this.#clock.bar, time: this.#clock.now(), symbol, signal, reason });
  }

  /** Rule 3, `onClose`: the order fills at the close that caused it, and the equity is marked again. */
  #fillAtClose(i: number): void {
    this.#meetMarket(i);
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

  /** Rule 16: without credit a run ends when nothing is left; an equity that is no number is a fault of the data. */
  #ruin(i: number, equity: number): void {
    const where = `${this.#bars.symbol}, bar ${i}`;
    if (Number.isNaN(equity)) {
      const fix = 'a price, a multiplier or a commission is NaN: check the models and the instrument';
      throw new ExecutionError('NAN_EQUITY', { what: 'the equity is not a number', where, fix });
    }
    this.#ruined = true;
    this.#position.closeBar(i);
    const owed = equity < 0 ? `; ${-equity} more than there was is owed` : '';
    this.#warnings.push({ code: 'RUINED', what: `the equity was used up at ${where}: the run stopped there${owed}` });
    this.#liquidate(i, () => 0);
    this.#desk.cancelAll('RUINED');
    this.#equity.fill(0, i);
    this.#listeners.equity?.(0, i);
  }

  /** Closes the position at the close of bar `i`, by an order of the engine's own. */
  #liquidate(i: number, commission: (units: number, price: number) => number): void {
    const quantity = -this.#position.quantity;
    if (quantity === 0) return;
    const order = this.#desk.closed(quantity);
    const price = this.#bars.close[i];
    const money = commission(Math.abs(quantity), price);
    const fill = new BarFill(this.#bars, true);
    this.fill(Object.assign(fill, { orderId: order.id, bar: i, quantity, price, commission: money, effect: 'close' }));
    this.#tellOrder(order);
  }

  #tellOrder(order: WorkingOrder): void {
    if (order.status !== 'working') this.#run.onOrder?.(order.record());
    this.#listeners.order?.(order.record());
  }

  #tellBar(i: number, equity: number): void {
    this.#listeners.bar?.(i);
    this.#listeners.equity?.(equity, i);
  }
}
