import { closeTimeAt, type AccountView, type BarSeries, type Broker, type SignalRun } from '@tidemark/core-market';
import { BarClock, type RunState } from './bar-clock.ts';
import type { EngineSettings } from './engine-settings.ts';
import { InstrumentTrader } from './instrument-trader.ts';
import { LiveAccount } from './live-account.ts';
import { OrderDesk } from './orders/order-desk.ts';
import type { OrderLog } from './orders/order-log.ts';
import type { WorkingOrder } from './orders/working-order.ts';
import type { Holding, Portfolio } from './portfolio.ts';
import type { Position } from './position.ts';
import type { RefusedTarget } from './refused-target.ts';
import { approvalOf, type Approval } from './risk-approval.ts';

/** One instrument of a run, as the engine is given it. */
export interface LaneInput {
  readonly bars: BarSeries;
  readonly run: SignalRun;
  /** Index into the bars at each moment of the run's clock, -1 where there is none; left out: the bars are the clock. */
  readonly index?: Int32Array | undefined;
  /** The fraction of the equity that sizes are counted from. */
  readonly share: number;
}

/** What all lanes of a run share. */
export interface LaneContext {
  readonly state: RunState;
  readonly portfolio: Portfolio;
  readonly broker: Broker;
  readonly settings: EngineSettings;
  readonly orders: OrderLog;
  readonly refused: RefusedTarget[];
  readonly equity: () => number;
  /** Of what all lanes hold, money: its value, and its initial margins. */
  readonly exposure: () => number;
  readonly marginUsed: () => number;
  readonly onOrder: (order: WorkingOrder, lane: EngineLane) => void;
  readonly onSignal: ((signal: number, i: number, symbol: string) => void) | undefined;
}

/** One instrument of a run: its bars, the strategy on them, its orders and its position. */
export class EngineLane {
  readonly bars: BarSeries;
  readonly run: SignalRun;
  readonly index: Int32Array | undefined;
  readonly holding: Holding;
  readonly position: Position;
  readonly clock: BarClock;
  readonly desk: OrderDesk;
  readonly trader: InstrumentTrader;
  readonly account: AccountView;
  readonly #context: LaneContext;

  constructor({ bars, run, index, share }: LaneInput, context: LaneContext) {
    const { state, portfolio, broker, settings, orders, refused, equity, onSignal } = context;
    this.#context = context;
    this.bars = bars;
    this.run = run;
    this.index = index;
    this.holding = portfolio.holding(bars.instrument);
    this.position = this.holding.position;
    this.clock = new BarClock(bars, state);
    const { clock, position } = this;
    this.desk = new OrderDesk({
      instrument: bars.instrument,
      position,
      broker,
      clock,
      state,
      log: orders,
      columns: run.columns,
      price: (bar) => bars.close[bar],
      equity,
      resolve: settings.semantics.resolve,
      legsFollow: settings.semantics.legsFollow,
      approve: (quantity) => this.approve(quantity),
      onChange: (order) => context.onOrder(order, this),
    });
    const { desk } = this;
    this.account = new LiveAccount(portfolio, position, context);
    const { account } = this;
    this.trader = new InstrumentTrader({
      bars,
      run,
      portfolio,
      desk,
      clock,
      account,
      settings,
      share,
      onSignal,
      refused,
    });
  }

  /** What the risk manager leaves of an order: what takes the position toward zero always passes. */
  approve(quantity: number): Approval {
    const { settings, portfolio, equity } = this.#context;
    const { riskManager } = settings;
    const { position, bars, price } = this;
    const held = position.quantity;
    const closing = held * quantity < 0 ? Math.sign(quantity) * Math.min(Math.abs(quantity), Math.abs(held)) : 0;
    const opening = quantity - closing;
    if (riskManager === undefined || opening === 0) return { units: quantity, reason: undefined };
    const { instrument } = bars;
    const request = { instrument, quantity: opening, price, equity: equity(), cash: portfolio.cash, position };
    const { units, reason } = approvalOf(riskManager, request);
    return { units: closing + units, reason };
  }

  /** The strategy is shown its account. */
  start(): void {
    const { position, account, desk } = this;
    this.run.start?.({ position, account, book: desk.book });
  }

  /** The bar at a moment of the run's clock; -1 where this instrument has none. */
  barAt(moment: number): number {
    return this.index === undefined ? moment : this.index[moment];
  }

  /** The last close; NaN before the first bar. */
  get price(): number {
    const { bar } = this.clock;
    return bar < 0 ? NaN : this.bars.close[bar];
  }

  /** When a bar is known, epoch ms. */
  closeTime(bar: number): number {
    return closeTimeAt(this.bars, bar);
  }
}

/** The latest of some times at a moment, epoch ms: of the instruments that have a bar then. */
export function latestAt(
  moment: number,
  lanes: readonly EngineLane[],
  timeOf: (lane: EngineLane, bar: number) => number,
): number {
  let latest = -Infinity;
  for (const lane of lanes) {
    const bar = lane.barAt(moment);
    if (bar >= 0) latest = Math.max(latest, timeOf(lane, bar));
  }
  return latest;
}
