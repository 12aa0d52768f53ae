import type { Broker, BrokerEvents, Fill, Order, PortfolioRun, RunWarning } from '@tidemark/core-market';
import { AccountGuard } from './account-guard.ts';
import { AccountNow } from './account-now.ts';
import { recordOfFill } from './bar-fill.ts';
import type { RunState } from './bar-clock.ts';
import { BetweenBars, type CashFlow, type OrderKeeper, type SplitEvent } from './between-bars.ts';
import { closeLots } from './close-lots.ts';
import { EngineLane, latestAt, type LaneInput } from './engine-lane.ts';
import type { EngineSettings } from './engine-settings.ts';
import { ExecutionError } from './error.ts';
import { FillLog } from './fill-log.ts';
import type { RunListeners } from './listeners.ts';
import { noCommission, type CommissionModel } from './market/commission.ts';
import type { MarginCall } from './margin-call.ts';
import { OrderLog } from './orders/order-log.ts';
import type { WorkingOrder } from './orders/working-order.ts';
import type { Portfolio } from './portfolio.ts';
import { PlainOrders, type PlainBroker } from './plain-orders.ts';
import { QuietBars, type QuietBroker } from './quiet-bars.ts';
import { QuietLanes } from './quiet-lanes.ts';
import { PortfolioTrader } from './portfolio-trader.ts';
import type { RefusedTarget } from './refused-target.ts';
import { TradeNews } from './trade-news.ts';

/** A broker that can also fill at the close that decided, as a simulated one does. */
export interface EngineBroker extends Broker, OrderKeeper, QuietBroker, PlainBroker {
  atClose?(i: number, events: BrokerEvents): void;
}

/**
 * The one state machine that moves money. A loop drives it in a backtest, closed bars drive it in paper and live
 * trading; only the broker behind it changes. Comments name the rules of docs/BAR-SEMANTICS.md.
 */
export class ExecutionEngine implements BrokerEvents {
  /** By symbol. */
  readonly lanes: readonly EngineLane[];
  readonly #broker: EngineBroker;
  readonly #portfolio: Portfolio;
  readonly #settings: EngineSettings;
  readonly #listeners: RunListeners;
  readonly #weights: PortfolioTrader | undefined;
  readonly #equity: Float64Array;
  readonly #onClose: boolean;
  /** Who listens and which hooks a run has is looked up once: a bar nobody asks about costs nothing. */
  readonly #heard: boolean;
  readonly #news: TradeNews | undefined;
  readonly #guard: AccountGuard;
  readonly #between: BetweenBars;
  readonly #now: AccountNow;
  readonly #skims: boolean;
  readonly #quiet: QuietBars;
  /** Undefined where every strategy is to be asked on every bar. */
  readonly #together: QuietLanes | undefined;
  readonly #bySymbol: ReadonlyMap<string, EngineLane>;

  readonly #orders = new OrderLog();
  readonly #fills = new FillLog();
  readonly #refused: RefusedTarget[] = [];
  readonly #warnings: RunWarning[] = [];
  #ruined = false;
  readonly #state: RunState = { matching: false, working: 0 };

  /**
   * @param lanes the instruments, sorted by symbol where there are many
   * @param moments of the run: its bars, or the places of its common clock
   * @param weights the run of a portfolio strategy; its lanes have runs that say nothing
   * @param curve where the equity is written, shape [moments]: all of it is
   */
  constructor(
    lanes: readonly LaneInput[],
    moments: number,
    portfolio: Portfolio,
    broker: EngineBroker,
    settings: EngineSettings,
    listeners: RunListeners = {},
    weights?: PortfolioRun,
    curve: Float64Array = new Float64Array(moments),
  ) {
    const { semantics, act, commission } = settings;
    this.#broker = broker;
    this.#portfolio = portfolio;
    this.#settings = settings;
    this.#listeners = listeners;
    this.#heard = listeners.bar !== undefined || listeners.signal !== undefined || listeners.equity !== undefined;
    const context = {
      state: this.#state,
      portfolio,
      broker,
      settings,
      orders: this.#orders,
      refused: this.#refused,
      equity: () => this.#now.equity(),
      exposure: () => this.#now.exposure(),
      marginUsed: () => this.#now.marginUsed(settings.margin),
      onOrder: (order: WorkingOrder, lane: EngineLane) => this.#tellOrder(order, lane),
      onSignal: listeners.signal?.bind(listeners),
    };
    this.lanes = lanes.map((lane) => new EngineLane(lane, context));
    this.#bySymbol = new Map(this.lanes.map((lane) => [lane.bars.symbol, lane]));
    this.#between = new BetweenBars(settings, this.lanes, portfolio, broker);
    this.#now = new AccountNow(this.lanes, portfolio, curve, this.#between, semantics.onClose);
    this.#news = TradeNews.of(listeners, this.lanes, this.#orders, this.#between.splits);
    this.#weights = weights && new PortfolioTrader(weights, this.lanes, portfolio, semantics, commission);
    this.#equity = curve;
    this.#onClose = semantics.onClose;
    this.#guard = new AccountGuard(settings, portfolio, this.lanes, (limit) => {
      this.#warnings.push({ code: 'LIMIT_BREACHED', what: `${limit} at ${this.#where(this.#now.moment)}` });
    });
    const hooked = lanes.some(({ run }) => run.manage !== undefined || run.orders !== undefined);
    const alone = lanes.length === 1 && lanes[0].index === undefined && weights === undefined;
    const watched = this.#heard || hooked || this.#guard.watches || this.#between.watches || weights !== undefined;
    const quiet = !watched && !this.#onClose && act === 'change' && settings.rates === undefined;
    this.#skims = alone && quiet;
    const known = lanes.every(({ run }) => run.nextChange !== undefined) && semantics.reenter === 'change';
    const plain = this.#plainOrders();
    this.#together =
      quiet && known && lanes.length > 1 ? new QuietLanes(this.lanes, portfolio, this.#equity, plain) : undefined;
    this.#quiet = new QuietBars(this.lanes[0], portfolio, this.#equity, broker, plain);
    for (const lane of this.lanes) lane.start();
  }

  /** Undefined where somebody would hear of an order before it is over, or where it may miss the next open. */
  #plainOrders(): PlainOrders | undefined {
    const hooks = ['plan', 'onFill', 'onOrder'] as const;
    const asks = this.lanes.some(({ run }) => hooks.some((hook) => run[hook] !== undefined));
    if (asks || this.#news !== undefined || this.#broker.fillsNextOpen !== true) return undefined;
    return new PlainOrders(this.#portfolio, { orders: this.#orders, fills: this.#fills }, this.#broker);
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

  get cashFlows(): readonly CashFlow[] {
    return this.#between.cashFlows;
  }

  get marginCalls(): readonly MarginCall[] {
    return this.#guard.marginCalls;
  }

  get splits(): readonly SplitEvent[] {
    return this.#between.splits;
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
   * @throws ExecutionError SIGNAL_OUT_OF_RANGE, NAN_EQUITY, INVALID_SIZE, INVALID_QUANTITY, INVALID_PRICE, INVALID_ORDER,
   *   WRONG_SIDE
   */
  step(i: number): void {
    if (this.#ruined) return;
    this.#match(i);
    this.#decide(i);
  }

  /** Steps over moments `from` up to, not including, `to`, or until nothing is left to trade with. */
  run(from: number, to: number): void {
    if (this.#together !== undefined) return this.#runTogether(this.#together, from, to);
    const [{ trader, desk, clock }] = this.lanes;
    const { first, stance } = trader;
    let i = from;
    while (i < to && !this.#ruined) {
      this.#match(i);
      const quiet = this.#skims && i >= first && !stance.reenters;
      if (quiet && desk.working === 0) {
        i = this.#quiet.skim(i, to);
        this.#now.moment = Math.min(i, to - 1);
        clock.moveTo(this.#now.moment);
        if (i === to || desk.working > 0) continue; // bar i is still to be matched
      } else if (quiet && this.#quiet.drifts && !trader.waits) {
        i = this.#quiet.drift(i, to);
        this.#now.moment = this.#quiet.last;
        if (this.#now.moment !== i) continue; // bar i is still to be matched
      }
      this.#decide(i++);
    }
  }

  #runTogether(together: QuietLanes, from: number, to: number): void {
    let i = from;
    while (i < to && !this.#ruined) {
      const next = this.#state.working > 0 ? i : together.skim(i, to);
      this.#match(Math.min(next, to - 1)); // of a moment that is skimmed, nothing works
      i = next;
      if (i < to) this.#decide(i++);
    }
  }

  /** Rule 1c: what was ordered before moment `i` meets it. */
  #match(i: number): void {
    this.#settings.rates?.moveTo(latestAt(i, this.lanes, ({ bars }, bar) => bars.time[bar]));
    this.#weights?.beforeMatch(i);
    this.#now.moment = i;
    for (const lane of this.lanes) {
      const bar = lane.barAt(i);
      if (bar >= 0) lane.clock.moveTo(bar);
    }
    if (this.#between.watches) this.#between.pass(i, this);
    if (this.#state.working > 0) this.#meetMarket(i);
  }

  #meetMarket(i: number): void {
    this.#state.matching = this.#now.filling = true;
    this.#broker.advance(i, this);
    this.#state.matching = this.#now.filling = false;
  }

  /** Rule 1f and 1g: the mark to the close of moment `i`, then what the strategy makes of it. */
  #decide(i: number): void {
    this.#settings.rates?.moveTo(latestAt(i, this.lanes, (lane, bar) => lane.closeTime(bar)));
    const equity = this.#mark(i);
    if (!(equity > 0)) {
      this.#listeners.bar?.(i);
      return this.#ruin(i, equity);
    }
    this.#equity[i] = equity;
    for (const lane of this.lanes) {
      const bar = lane.barAt(i);
      if (bar >= 0) lane.position.closeBar(bar);
    }
    if (this.#heard) this.#tellBar(i, equity);
    if (this.#guard.watches) {
      this.#guard.calls(i, equity);
      if (this.#guard.halts(equity)) return;
    }
    if (this.#weights !== undefined) {
      if (i >= this.#weights.warmup) this.#weights.decide(i, equity);
    } else this.#ask(i, equity);
    if (this.#onClose) this.#fillAtClose(i);
  }

  /** Asks each strategy whose instrument has a bar, unless a risk exit has the word. */
  #ask(i: number, equity: number): void {
    if (this.#together !== undefined) return this.#together.ask(i, equity);
    for (const lane of this.lanes) {
      const bar = lane.barAt(i);
      if (bar < 0) continue;
      if (this.#guard.watches && this.#guard.exits(lane, bar)) continue;
      if (bar >= lane.trader.first) lane.trader.decide(bar, equity);
    }
  }

  /** The data is over: with `close` positions are sold at the last close, and the strategies are told. Rule 17. */
  finish(): void {
    const { finalize } = this.#settings.semantics;
    this.#fills.endAt(this.#now.moment);
    if (finalize !== 'mark' && this.#now.moment >= 0 && !this.#ruined) {
      for (const lane of this.lanes) {
        const { bar } = lane.clock;
        const { open, close } = lane.bars;
        if (bar >= 0) this.#liquidate(lane, (finalize === 'close' ? close : open)[bar], this.#settings.commission);
      }
      this.#markAgain(this.#now.moment);
    }
    for (const { run, desk } of this.lanes) {
      desk.finish();
      run.stop?.();
    }
  }

  fill(fill: Fill, order: Order): void {
    const lane = this.#laneOf(fill.symbol);
    const { run, desk, bars, position } = lane;
    this.#fills.push(fill);
    this.#portfolio.apply(fill, bars.instrument, position);
    this.#news?.fill(fill, lane);
    desk.filled(order as WorkingOrder, fill);
    run.onFill?.(recordOfFill(fill));
  }

  order(order: Order): void {
    this.#laneOf(order.symbol).desk.settle(order as WorkingOrder);
  }

  #laneOf(symbol: string): EngineLane {
    return this.lanes.length === 1 ? this.lanes[0] : this.#bySymbol.get(symbol)!;
  }

  /** Cash plus the positions at the closes of moment `i`. */
  #mark(i: number): number {
    const { lanes } = this;
    if (lanes.length === 1) {
      const { bars, position } = lanes[0];
      return this.#portfolio.cash + position.quantity * bars.close[i] * bars.instrument.multiplier;
    }
    if (this.#together !== undefined) return this.#together.mark(i);
    for (const lane of lanes) {
      const bar = lane.barAt(i);
      if (bar >= 0) lane.holding.mark = lane.bars.close[bar];
    }
    return this.#portfolio.equity();
  }

  /** Rule 3, `onClose`: orders fill at the close that caused them, and the equity is marked again. */
  #fillAtClose(i: number): void {
    if (this.#state.working === 0) return;
    this.#now.filling = true;
    this.#broker.atClose?.(i, this);
    this.#now.filling = false;
    for (const { position, clock } of this.lanes) position.closeBar(clock.bar);
    this.#markAgain(i);
  }

  /** The mark of moment `i`, after fills at its close. */
  #markAgain(i: number): void {
    const equity = this.#mark(i);
    if (!(equity > 0)) return this.#ruin(i, equity);
    this.#equity[i] = equity;
    this.#listeners.equity?.(equity, i);
  }

  #where(i: number): string {
    return `${this.lanes.map(({ bars }) => bars.symbol).join(', ')}, bar ${i}`;
  }

  /** Rule 16: without credit a run ends when nothing is left; an equity that is no number is a fault of the data. */
  #ruin(i: number, equity: number): void {
    const where = this.#where(i);
    if (Number.isNaN(equity)) {
      const fix = 'a price, a multiplier or a commission is NaN: check the models and the instrument';
      throw new ExecutionError('NAN_EQUITY', { what: 'the equity is not a number', where, fix });
    }
    this.#ruined = true;
    this.#fills.endAt(i);
    this.#equity.fill(0, i); // before anybody is told of what is closed now
    const owed = equity < 0 ? `; ${-equity} more than there was is owed` : '';
    this.#warnings.push({ code: 'RUINED', what: `the equity was used up at ${where}: the run stopped there${owed}` });
    for (const lane of this.lanes) {
      const { bar } = lane.clock;
      lane.position.closeBar(bar);
      if (bar >= 0) this.#liquidate(lane, lane.bars.close[bar], noCommission);
      lane.desk.cancelAll('RUINED');
    }
    this.#listeners.equity?.(0, i);
  }

  /** Closes what is held on the last bar, by orders of the engine's own. */
  #liquidate(lane: EngineLane, price: number, commission: CommissionModel): void {
    const { bars, clock } = lane;
    const { rates } = this.#settings;
    const atClose = price === bars.close[clock.bar];
    const now = latestAt(this.#now.moment, this.lanes, (each, bar) => each.closeTime(bar));
    rates?.moveTo(atClose ? now : bars.time[clock.bar]);
    for (const { order, fill } of closeLots(lane, price, commission, rates && now)) {
      this.fill(fill, order);
      this.#tellOrder(order, lane);
    }
  }

  #tellOrder(order: WorkingOrder, lane: EngineLane): void {
    const { trader, run } = lane;
    if (order.status !== 'working') {
      trader.settled(order);
      run.onOrder?.(order.record());
    }
    this.#news?.order(order, lane, this.#state.matching || this.#between.passes);
  }

  #tellBar(i: number, equity: number): void {
    this.#listeners.bar?.(i);
    this.#listeners.equity?.(equity, i);
  }
}
