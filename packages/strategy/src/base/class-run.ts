import { closeTimeAt, HOLD, type AccountView, type BarSeries, type BarView } from '@tidemark/core-market';
import type { Fill, Order, OrderRequest, PositionView, RunContext, RunWarning, SignalRun } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';
import { CursorFeed, GuardedFeed, type BarEvent, type BarFeed } from './bar-event.ts';
import { checkWarmup } from './column-run.ts';
import { SeriesFeeds } from './feeds.ts';
import { viewsAreGuarded } from './guarded-views.ts';
import type { Timer, TimerEvent } from './timer.ts';

/** What a run calls on its instance. */
export interface BarListener {
  readonly name: string;
  readonly warmup: number;
  onBar(event: BarEvent): number | void;
  onTimer(event: TimerEvent): void;
  onFill(fill: Fill): void;
  onOrder(order: Order): void;
  onStart(): void;
  onStop(): void;
  save?(): unknown;
  load?(state: unknown): void;
}

/** What a run over a series remembers, as plain JSON. */
interface ClassRunState {
  /** The bar that comes next. */
  readonly next: number;
  readonly ordersInWarmup: number;
  /** What was recorded so far; null where nothing was. */
  readonly columns: Readonly<Record<string, readonly (number | null)[]>>;
  /** What the instance remembers. */
  readonly own: unknown;
}

/** What an instance hears of besides its bars. */
export interface Hearing {
  readonly fills: boolean;
  readonly orders: boolean;
  /** Grows while the instance asks for more. */
  readonly timers: readonly Timer[];
  /** Bars of other series, by name. */
  readonly feeds: Readonly<Record<string, BarSeries>> | undefined;
}

/**
 * One instance of a strategy class over one series. The instance sees every bar from the first one on; what it answers
 * or orders before the run's first asked bar (its own warm-up, or that of others in the same run) has no effect.
 */
export class ClassRun implements SignalRun {
  /** What `record` wrote, NaN where it wrote nothing. */
  readonly columns: Record<string, Float64Array> = {};
  readonly warmup: number;
  /** There only where the instance listens: the engine makes no record of a fill or an order for nobody. */
  readonly onFill?: (fill: Fill) => void;
  readonly onOrder?: (order: Order) => void;
  /** There only where the instance can tell what it remembers, and take it up. */
  readonly save?: () => unknown;
  readonly load?: (state: unknown) => void;
  readonly #strategy: BarListener;
  readonly #series: BarSeries;
  readonly #feed: BarFeed;
  readonly #timers: readonly Timer[];
  /** The bar that comes next; -1 before the start. */
  #next = -1;
  #warmingUp = false;
  #ordersInWarmup = 0;
  #context: RunContext | undefined;
  /** The bar that a fill or an order event belongs to, while the instance is told of it. */
  #toldBar: number | undefined;
  #inBook = false;

  constructor(strategy: BarListener, series: BarSeries, { fills, orders, timers, feeds: others }: Hearing) {
    this.#strategy = strategy;
    this.#series = series;
    this.#timers = timers;
    const isGuarded = viewsAreGuarded();
    const feeds = others && new SeriesFeeds(series, others, isGuarded);
    this.#feed = isGuarded ? new GuardedFeed(series, feeds) : new CursorFeed(series, feeds);
    this.warmup = strategy.warmup;
    checkWarmup(this.warmup, `strategy ${strategy.name}`);
    if (fills) this.onFill = (fill) => this.#tell(fill.bar, () => strategy.onFill(fill));
    if (orders) this.onOrder = (order) => this.#tellOrder(order);
    if (strategy.save !== undefined && strategy.load !== undefined) {
      this.save = () => this.#state();
      this.load = (state) => this.#takeUp(state as ClassRunState);
    }
  }

  get warnings(): readonly RunWarning[] {
    if (this.#ordersInWarmup === 0) return [];
    const what = `${this.#strategy.name} ordered ${this.#ordersInWarmup} times in its warm-up: nothing was sent`;
    return [{ code: 'ORDERS_IN_WARMUP', what }];
  }

  start(context: RunContext): void {
    this.#context = context;
    this.#begin();
  }

  signal(i: number): number {
    if (i !== this.#next) this.#catchUp(i);
    this.#next = i + 1;
    const event = this.#feed.at(i);
    if (this.#timers.length > 0) this.#ring(i, event.bar);
    const answer = this.#strategy.onBar(event);
    return typeof answer === 'number' ? answer : this.#unspoken(answer, i);
  }

  stop(): void {
    if (this.#next >= 0) this.#strategy.onStop();
  }

  get position(): PositionView {
    return this.#live('reads its position').position;
  }

  get account(): AccountView {
    return this.#live('reads its account').account;
  }

  /** Orders that still work, oldest first. */
  working(): readonly Order[] {
    return this.#live('reads its orders').book.working();
  }

  /** The close of the bar that the instance was told of last. */
  get price(): number {
    return this.#series.close[Math.max(0, this.#next - 1)];
  }

  get series(): BarSeries {
    return this.#series;
  }

  get warmingUp(): boolean {
    return this.#warmingUp;
  }

  /** @returns the order's id; undefined in the warm-up, where nothing is sent */
  submit(request: OrderRequest): number | undefined {
    if (this.#warmingUp) {
      this.#ordersInWarmup++;
      return undefined;
    }
    const { book } = this.#live('orders by name');
    return this.#within(() => book.submit(request));
  }

  /** @returns false where the order does not work any more, and in the warm-up */
  cancel(orderId: number): boolean {
    const { book } = this.#live('cancels orders');
    return !this.#warmingUp && this.#within(() => book.cancel(orderId));
  }

  /** @throws StrategyError RECORD_OUTSIDE_BARS, RECORD_NOT_A_NUMBER */
  record(name: string, value: number): void {
    const at = this.#toldBar ?? this.#next - 1;
    const where = `strategy ${this.#strategy.name}, record(${JSON.stringify(name)})`;
    if (typeof value !== 'number') {
      const what = `the value is a ${typeof value}`;
      throw new StrategyError('RECORD_NOT_A_NUMBER', { what, where, fix: 'record a number, NaN where not known' });
    }
    if (at < 0 || at >= this.#series.length) {
      const what = 'there is no bar to record it for';
      throw new StrategyError('RECORD_OUTSIDE_BARS', { what, where, fix: 'record in onBar, onFill or onOrder' });
    }
    const column = (this.columns[name] ??= new Float64Array(this.#series.length).fill(NaN));
    column[at] = value;
  }

  #state(): ClassRunState {
    const recorded = Object.entries(this.columns).map(([name, column]) => {
      return [name, Array.from(column.subarray(0, this.#next), (value) => (Number.isNaN(value) ? null : value))];
    });
    const columns = Object.fromEntries(recorded) as ClassRunState['columns'];
    return { next: this.#next, ordersInWarmup: this.#ordersInWarmup, columns, own: this.#strategy.save!() };
  }

  #takeUp({ next, ordersInWarmup, columns, own }: ClassRunState): void {
    for (const [name, values] of Object.entries(columns)) {
      const column = (this.columns[name] ??= new Float64Array(this.#series.length).fill(NaN));
      for (const [i, value] of values.entries()) column[i] = value ?? NaN;
    }
    this.#next = next;
    this.#ordersInWarmup = ordersInWarmup;
    this.#strategy.load!(own);
    const [start, close] = [this.#series.time[0], closeTimeAt(this.#series, next - 1)];
    for (const timer of this.#timers) while (timer.take(start, close) <= close); // moments that it was told of
  }

  /** Tells the instance of the moments that came with bar `i`. */
  #ring(i: number, bar: BarView): void {
    const close = closeTimeAt(this.#series, i);
    const start = i === 0 ? this.#series.time[0] : closeTimeAt(this.#series, i - 1);
    for (const timer of this.#timers) {
      for (let time = timer.take(start, close); time === time; time = timer.take(start, close)) {
        this.#strategy.onTimer({ type: 'timer', name: timer.name, time, delayMs: close - time, bar });
      }
    }
  }

  #begin(): void {
    this.#next = 0;
    this.#strategy.onStart();
  }

  /** Shows the instance the bars before bar `i` that nobody asked about. */
  #catchUp(i: number): void {
    if (this.#next < 0) this.#begin();
    if (i < this.#next) {
      throw new StrategyError('BARS_GO_FORWARD', {
        what: `bar ${i} was asked after bar ${this.#next - 1}`,
        where: `strategy ${this.#strategy.name}`,
        fix: 'ask a run for each bar once, in order; over(series) makes a fresh run',
      });
    }
    this.#warmingUp = true;
    for (let bar = this.#next; bar < i; bar++) {
      this.#next = bar + 1;
      const event = this.#feed.at(bar);
      if (this.#timers.length > 0) this.#ring(bar, event.bar);
      this.#strategy.onBar(event);
    }
    this.#warmingUp = false;
  }

  #unspoken(answer: unknown, i: number): number {
    if (answer === undefined) return HOLD;
    const isPromise = typeof answer === 'object' && answer !== null && 'then' in answer;
    const what = `onBar answered ${isPromise ? 'a Promise' : JSON.stringify(answer)} on bar ${i}`;
    const fix = isPromise
      ? 'onBar is synchronous: load what it needs before the run'
      : 'answer a number in [-1, 1], or nothing to keep the stance';
    throw new StrategyError('SIGNAL_TYPE', { what, where: `strategy ${this.#strategy.name}`, fix });
  }

  #tellOrder(order: Order): void {
    // What the instance does to its orders happens on the bar it is at; what the market does, on the next one.
    const bar = this.#inBook ? this.#next - 1 : Math.min(this.#next, this.#series.length - 1);
    this.#tell(bar, () => this.#strategy.onOrder(order));
  }

  #tell(bar: number, listener: () => void): void {
    const before = this.#toldBar;
    this.#toldBar = bar;
    try {
      listener();
    } finally {
      this.#toldBar = before;
    }
  }

  #within<T>(deed: () => T): T {
    this.#inBook = true;
    try {
      return deed();
    } finally {
      this.#inBook = false;
    }
  }

  #live(deed: string): RunContext {
    if (this.#context !== undefined) return this.#context;
    throw new StrategyError('NO_ACCOUNT', {
      what: `${this.#strategy.name} ${deed}, and this run has no account`,
      where: `strategy ${this.#strategy.name}`,
      fix: 'run it in a backtest; to audit it pass { run: (bars) => the orders of a backtest }',
    });
  }
}
