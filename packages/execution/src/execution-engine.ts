import {
  CANCEL,
  floorTime,
  roundToLot,
  timeframeMs,
  type AccountView,
  type BarSeries,
  type Broker,
  type BrokerEvents,
  type Fill,
  type Order,
  type OrderBook,
  type OrderPlan,
  type OrderRequest,
  type RunWarning,
  type SignalRun,
  type Timeframe,
} from '@tidemark/core-market';
import type { Sizer, SizingContext } from '@tidemark/risk';
import { ExecutionError } from './error.ts';
import { FillLog } from './fill-log.ts';
import type { RunListeners } from './listeners.ts';
import { assertFillable, isWorking, WorkingOrder } from './orders/create.ts';
import { OrderLog } from './orders/order-log.ts';
import type { Portfolio } from './portfolio.ts';
import type { Position } from './position.ts';

/** When a target is computed. BAR-SEMANTICS S3. */
export type Act =
  /** When the stance changes: in sign, to or from 0, or by more than `minChange`. A repeat holds the quantity. */
  | 'change'
  /** On every bar, or on the first bar of each frame: trades when the position is off by more than `band` of the target. */
  | { readonly every: 'bar' | Timeframe; readonly band: number };

export interface EngineSettings {
  readonly sizer: Sizer;
  readonly act: Act;
  readonly minChange: number;
  /** `ready`: decides on the first bar whose columns are all defined; `ready+1`: on the one after. */
  readonly firstCall: 'ready' | 'ready+1';
  readonly onClose: boolean;
}

/** A target that came to nothing: recorded once, counts as answered. BAR-SEMANTICS S4 and S6. */
export interface RefusedTarget {
  readonly bar: number;
  readonly time: number;
  readonly symbol: string;
  readonly signal: number;
  /** A code. */
  readonly reason: string;
}

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
  readonly #settings: EngineSettings;
  readonly #listeners: RunListeners;
  readonly #book: OrderBook;
  readonly #account: AccountView;
  readonly #equity: Float64Array;
  readonly #close: Float64Array;
  readonly #multiplier: number;
  /** When bar `i` is known: `known[i] + knownAfter`, epoch ms. */
  readonly #known: Float64Array;
  readonly #knownAfter: number;
  /** First bar on which the strategy is asked. */
  readonly #first: number;
  readonly #band: number;
  readonly #onClose: boolean;
  /** Who listens and which hooks a run has is looked up once: a bar nobody asks about costs nothing. */
  readonly #heard: boolean;
  readonly #hooked: boolean;
  readonly #sizing: { -readonly [Key in keyof SizingContext]: SizingContext[Key] };

  readonly #orders = new OrderLog();
  readonly #fills = new FillLog();
  readonly #refused: RefusedTarget[] = [];
  readonly #warnings: RunWarning[] = [];
  #working = 0;
  #entry: WorkingOrder | undefined;
  #answered = 0;
  #bar = -1;
  #now = NaN;
  #frame = NaN;
  #ruined = false;

  constructor(
    bars: BarSeries,
    run: SignalRun,
    portfolio: Portfolio,
    broker: Broker,
    settings: EngineSettings,
    listeners: RunListeners = {},
  ) {
    this.#bars = bars;
    this.#run = run;
    this.#portfolio = portfolio;
    this.#broker = broker;
    this.#settings = settings;
    this.#listeners = listeners;
    this.#position = portfolio.position(bars.instrument);
    this.#equity = new Float64Array(bars.length);
    this.#close = bars.close;
    this.#multiplier = bars.instrument.multiplier;
    this.#known = bars.closeTime ?? bars.time;
    this.#knownAfter = bars.closeTime === undefined ? timeframeMs(bars.timeframe as Timeframe) : 0;
    this.#first = run.warmup + (settings.firstCall === 'ready+1' ? 1 : 0);
    this.#band = settings.act === 'change' ? 0 : settings.act.band;
    this.#onClose = settings.onClose;
    this.#heard = Object.keys(listeners).length > 0;
    this.#hooked = run.manage !== undefined || run.orders !== undefined;
    this.#account = liveAccount(portfolio, this.#position, () => this.#markedEquity());
    this.#book = this.#openBook();
    this.#sizing = {
      instrument: bars.instrument,
      signal: 0,
      price: 0,
      equity: 0,
      cash: 0,
      position: this.#position,
      stop: undefined,
      index: 0,
    };
    run.start?.({ position: this.#position, account: this.#account, book: this.#book });
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

  /** Nothing is left to trade with: the run is over, the rest of the curve is 0. */
  get ruined(): boolean {
    return this.#ruined;
  }

  /**
   * Bar `i` has closed: match what was ordered before, mark to the close, decide. Call it once per bar, in order.
   *
   * @throws ExecutionError SIGNAL_OUT_OF_RANGE, NAN_EQUITY, ORDER_TYPE_UNSUPPORTED, INVALID_QUANTITY
   */
  step(i: number): void {
    this.#bar = i;
    this.#now = this.#known[i];
    if (this.#working > 0) this.#broker.advance(i, this); // rule 1c
    const equity = this.#portfolio.cash + this.#position.quantity * this.#close[i] * this.#multiplier; // rule 1f
    if (!(equity > 0)) return this.#ruin(i, equity);
    this.#equity[i] = equity;
    this.#position.closeBar(i);
    if (this.#heard) this.#tellBar(i, equity);
    if (i < this.#first) return;
    this.#decide(i, equity); // rule 1g
    if (this.#onClose && this.#working > 0) this.#fillAtClose(i);
  }

  /** Steps over bars `from` up to, not including, `to`, or until nothing is left to trade with. */
  run(from: number, to: number): void {
    const quiet = !this.#heard && !this.#hooked && !this.#onClose && this.#settings.act === 'change';
    let i = from;
    while (i < to && !this.#ruined) {
      if (quiet && this.#working === 0 && i >= this.#first) i = this.#skim(i, to);
      if (i < to) this.step(i++);
    }
  }

  /**
   * The bars on which nothing happens: no order works, and the signal is the one that was answered, or NaN. Inlines
   * `step(i)` for them, with cash and quantity as locals: half of the time of a run.
   *
   * @returns the first bar that is left
   */
  #skim(from: number, to: number): number {
    const { cash } = this.#portfolio;
    const { quantity } = this.#position;
    const position = this.#position;
    const run = this.#run;
    const curve = this.#equity;
    const close = this.#close;
    const known = this.#known;
    const multiplier = this.#multiplier;
    const answered = this.#answered;
    for (let i = from; i < to; i++) {
      const equity = cash + quantity * close[i] * multiplier;
      if (!(equity > 0)) return i;
      curve[i] = equity;
      this.#bar = i;
      this.#now = known[i];
      position.closeBar(i);
      const signal = run.signal(i);
      if (this.#working === 0 && (signal === answered || signal !== signal)) continue;
      this.#act(signal, i, equity);
      return i + 1;
    }
    return to;
  }

  /** The data is over: the strategy is told, and with `close` the position is sold at the last close. Rule 17. */
  finish(finalize: 'mark' | 'close', commission: (units: number, price: number) => number): void {
    const i = this.#bar;
    if (finalize === 'close' && i >= 0 && !this.#ruined) this.#liquidate(i, commission);
    this.#run.stop?.();
  }

  fill(fill: Fill): void {
    this.#fills.push(fill);
    this.#portfolio.apply(fill, this.#bars.instrument);
    this.#run.onFill?.(fill);
    this.#listeners.fill?.(fill);
    this.#listeners.position?.(this.#position, fill.bar);
  }

  order(order: Order): void {
    this.#orders.record(order);
    if (!isWorking(order)) {
      this.#working--;
      if (order === this.#entry) this.#entry = undefined;
    }
    this.#run.onOrder?.(order);
    this.#listeners.order?.(order);
  }

  #markedEquity(): number {
    return this.#bar < 0 ? this.#portfolio.initialCash : this.#equity[this.#bar];
  }

  #decide(i: number, equity: number): void {
    const signal = this.#run.signal(i);
    this.#act(this.#hooked ? this.#callHooks(signal, i) : signal, i, equity);
  }

  /** What becomes of a signal. */
  #act(signal: number, i: number, equity: number): void {
    if (signal > 1 || signal < -1) throw signalOutOfRange(signal, this.#bars, i); // S1
    if (this.#heard && signal === signal) this.#listeners.signal?.(signal, i);
    if (this.#due(signal, i)) this.#answer(signal, i, equity);
    else if (this.#entry !== undefined) this.#review(i);
  }

  #callHooks(signal: number, i: number): number {
    const run = this.#run;
    const managed = run.manage === undefined ? signal : run.manage(signal, this.#position, i);
    run.orders?.(i, this.#account, this.#book);
    return managed;
  }

  #tellBar(i: number, equity: number): void {
    this.#listeners.bar?.(i);
    this.#listeners.equity?.(equity, i);
  }

  /** True where a target is to be computed. S2: NaN creates, changes and cancels nothing. */
  #due(signal: number, i: number): boolean {
    const { act } = this.#settings;
    if (act === 'change') return this.#differs(signal);
    return signal === signal && (act.every === 'bar' || this.#opensFrame(act.every, i));
  }

  /** S3: in sign, to or from 0, or by more than `minChange`. */
  #differs(signal: number): boolean {
    const answered = this.#answered;
    if (signal === answered || signal !== signal) return false;
    return Math.sign(signal) !== Math.sign(answered) || Math.abs(signal - answered) > this.#settings.minChange;
  }

  /** True on the first bar of each frame, by its open. */
  #opensFrame(timeframe: Timeframe, i: number): boolean {
    const frame = floorTime(timeframe, this.#bars.time[i]);
    if (frame === this.#frame) return false;
    this.#frame = frame;
    return true;
  }

  /** A plan is asked again while its entry works: it may change it or give it up. */
  #review(i: number): void {
    const entry = this.#entry;
    if (entry === undefined || this.#run.plan === undefined) return;
    const held = this.#position.quantity;
    if (!increases(held + entry.quantity, held)) return;
    const plan = this.#askPlan(this.#answered, entry.quantity, i);
    if (plan === CANCEL) this.#cancelEntry('GIVEN_UP');
    else if (plan?.quantity !== undefined) {
      const target = this.#planned(this.#answered, plan.quantity);
      if (target - held !== entry.quantity) this.#trade(target - held, false);
    }
  }

  /** From stance to order: S3, S4, S7-S9 and rule 11. The size is fixed at this close. */
  #answer(signal: number, i: number, equity: number): void {
    const held = this.#position.quantity;
    let target = signal === 0 ? 0 : this.#size(signal, i, equity);
    let sized = true;
    if (increases(target, held)) {
      const plan = this.#askPlan(signal, target - held, i);
      if (plan === CANCEL) {
        this.#answered = signal;
        return this.#cancelEntry('GIVEN_UP');
      }
      if (plan?.quantity !== undefined) {
        target = this.#planned(signal, plan.quantity);
        sized = false;
      }
    }
    const delta = target - held;
    if (this.#band > 0 && Math.abs(delta) <= this.#band * Math.abs(target)) return;
    this.#answered = signal;
    if (target === 0 && signal !== 0) this.#refuse(signal, i, 'SIZE_ROUNDS_TO_ZERO');
    this.#trade(delta, sized);
  }

  /** S7: one working entry per instrument; a new one cancels it. */
  #trade(delta: number, sized: boolean): void {
    this.#cancelEntry('REPLACED');
    if (delta !== 0) this.#entry = this.#submit({ type: 'market', quantity: delta }, 'signal', sized);
  }

  /** Units that the sizer wants for a signal: signed, in whole lots. */
  #size(signal: number, i: number, equity: number): number {
    const { sizer } = this.#settings;
    const context = this.#sizing;
    context.signal = signal;
    context.price = this.#close[i];
    context.equity = equity;
    context.cash = this.#portfolio.cash;
    context.index = i;
    const units = sizer.quantity(context);
    if (!(units >= 0 && units < Infinity)) {
      const fix = 'a sizer answers units: a number that is not negative';
      const where = `${sizer.name}, bar ${i}`;
      throw new ExecutionError('INVALID_SIZE', { what: `the sizer answered ${units}`, where, fix });
    }
    const conviction = sizer.conviction === 'sign' ? Math.sign(signal) : signal;
    return roundToLot(this.#bars.instrument, units * conviction);
  }

  /** Units that a plan wants: signed, in whole lots. */
  #planned(signal: number, units: number): number {
    return roundToLot(this.#bars.instrument, Math.sign(signal) * units);
  }

  #askPlan(signal: number, quantity: number, i: number): OrderPlan | typeof CANCEL | undefined {
    if (this.#run.plan === undefined) return undefined;
    const { symbol } = this.#bars;
    const plan = this.#run.plan({ symbol, signal, quantity, price: this.#close[i] }, this.#position, i);
    if (plan !== undefined && plan !== CANCEL) assertMarketPlan(plan, `${symbol}, bar ${i}`);
    return plan;
  }

  #submit(request: OrderRequest, source: Order['source'], sized: boolean): WorkingOrder {
    const i = this.#bar;
    const { symbol } = this.#bars;
    assertFillable(request, symbol, i);
    const time = this.#time();
    const order = new WorkingOrder(this.#orders.length + 1, symbol, request, source, sized, i, time);
    this.#orders.record(order);
    this.#working++;
    this.#broker.submit(order);
    this.#listeners.order?.(order);
    return order;
  }

  /** The close time of the bar that is being looked at, epoch ms. */
  #time(): number {
    return this.#now + this.#knownAfter;
  }

  #cancelEntry(reason: string): void {
    const entry = this.#entry;
    this.#entry = undefined;
    if (entry === undefined || !isWorking(entry) || !this.#broker.cancel(entry.id)) return;
    entry.reason = reason;
    this.order(entry);
  }

  #refuse(signal: number, bar: number, reason: string): void {
    this.#refused.push({ bar, time: this.#time(), symbol: this.#bars.symbol, signal, reason });
  }

  /** Rule 3, `onClose`: the order fills at the close that caused it, and the equity is marked again. */
  #fillAtClose(i: number): void {
    this.#broker.advance(i, this);
    this.#position.closeBar(i);
    this.#equity[i] = this.#portfolio.cash + this.#position.quantity * this.#close[i] * this.#multiplier;
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
    for (const order of this.#broker.working()) {
      if (this.#broker.cancel(order.id)) this.order(order);
    }
    this.#liquidate(i, () => 0);
    this.#equity.fill(0, i);
    this.#listeners.equity?.(0, i);
  }

  /** Closes the position at the close of bar `i`, by an order of the engine's own. */
  #liquidate(i: number, commission: (units: number, price: number) => number): void {
    const quantity = -this.#position.quantity;
    if (quantity === 0) return;
    const { symbol } = this.#bars;
    const price = this.#close[i];
    const time = this.#time();
    const request = { type: 'market', quantity } as const;
    const order = new WorkingOrder(this.#orders.length + 1, symbol, request, 'engine', false, i, time);
    order.status = 'filled';
    order.filledQuantity = quantity;
    this.#orders.record(order);
    const cost = commission(Math.abs(quantity), price);
    this.fill({
      orderId: order.id,
      symbol,
      bar: i,
      time,
      quantity,
      price,
      commission: cost,
      slippage: 0,
      effect: 'close',
    });
    this.#run.onOrder?.(order);
    this.#listeners.order?.(order);
    this.#equity[i] = this.#portfolio.cash;
  }

  /** The explicit door. */
  #openBook(): OrderBook {
    return {
      submit: (request) => this.#submit(request, 'strategy', false).id,
      cancel: (id) => {
        const order = this.#broker.working().find((each) => each.id === id) as WorkingOrder | undefined;
        if (order === undefined || !this.#broker.cancel(id)) return false;
        order.reason = 'CANCELLED';
        this.order(order);
        return true;
      },
      replace: (id, request) => {
        assertFillable(request, this.#bars.symbol, this.#bar);
        this.#book.cancel(id);
        return this.#submit(request, 'strategy', false).id;
      },
      working: () => this.#broker.working(),
    };
  }
}

/** True where the exposure grows or turns: what a plan is asked for. */
function increases(target: number, held: number): boolean {
  return Math.abs(target) > Math.abs(held) || target * held < 0;
}

function liveAccount(portfolio: Portfolio, position: Position, equity: () => number): AccountView {
  return {
    get cash(): number {
      return portfolio.cash;
    },
    get equity(): number {
      return equity();
    },
    position,
  };
}

function signalOutOfRange(signal: number, bars: BarSeries, i: number): ExecutionError {
  return new ExecutionError('SIGNAL_OUT_OF_RANGE', {
    what: `the signal is ${signal}`,
    where: `${bars.symbol}, bar ${i} (${new Date(bars.time[i]).toISOString()})`,
    fix: 'answer a number in [-1, 1]: 1 fully long, -1 fully short, 0 flat, NaN keep; sizes belong to the sizer',
  });
}

function assertMarketPlan(
  { type = 'market', limitPrice, stopPrice, stop, target, trail, quantity }: OrderPlan,
  where: string,
): void {
  if (quantity !== undefined && !(quantity > 0 && quantity < Infinity)) {
    const fix = 'give units: positive, the signal has the sign';
    throw new ExecutionError('INVALID_QUANTITY', { what: `the plan's quantity is ${quantity}`, where, fix });
  }
  const unsupported = Object.entries({ limitPrice, stopPrice, stop, target, trail }).find(
    ([, value]) => value !== undefined,
  );
  if (type === 'market' && unsupported === undefined) return;
  throw new ExecutionError('ORDER_TYPE_UNSUPPORTED', {
    what: type === 'market' ? `the plan has ${unsupported![0]}` : `the plan is a ${type} order`,
    where,
    fix: 'this simulator fills market orders: plan { quantity } alone',
  });
}
