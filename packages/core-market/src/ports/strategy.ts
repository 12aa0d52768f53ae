import type { BarSeries } from '../bar-series.ts';
import type { Columns } from '../columns.ts';
import type { Fill } from '../fill.ts';
import type { Once } from '../once.ts';
import type { CANCEL, Intent, Order, OrderBook, OrderPlan } from '../order.ts';
import type { AccountView, PositionView } from '../position.ts';

/** Where a strategy's code lives: what travels to workers and into manifests instead of a closure. */
export interface CodeReference {
  /** URL of the module, or `builtin:`. */
  readonly module: string;
  readonly export: string;
  /** 128-bit hash of the module's text. */
  readonly codeHash: string;
}

/** Bars in, wishes out: a strategy says what it wants and never touches money. `S` is TickSeries for ticks. */
export interface Strategy<S = BarSeries> {
  readonly name: string;
  /** The parsed parameters, for the manifest. */
  readonly params?: unknown;
  readonly code?: CodeReference | undefined;
  /** 128-bit hash of the source text, where the code was not loaded from a file. */
  readonly codeHash?: string | undefined;
  /**
   * A fresh run over a series: no state leaks from one run to the next.
   *
   * @param once what several runs over the series share; left out: nothing
   */
  over(series: S, once?: Once): SignalRun;
}

/** What the engine shows a run while it lasts: live views, changed in place from bar to bar. Read them, do not keep values by reference. */
export interface RunContext {
  readonly position: PositionView;
  readonly account: AccountView;
  /** Orders submitted here are eligible from the next bar. */
  readonly book: OrderBook;
}

/** One strategy over one series. Index `i` is the bar that has just closed. */
export interface SignalRun {
  /** Shape [n] each, NaN where not known. */
  readonly columns: Columns;
  /** First bar on which `signal` may be called. */
  readonly warmup: number;
  /** Called once, before the first bar. */
  start?(context: RunContext): void;
  /** 1 fully long, -1 fully short, 0 flat, NaN keep. @throws nothing of its own */
  signal(i: number): number;
  /**
   * The first bar in [from, to) whose signal is neither NaN nor `stance`; `to` where there is none. What a backtest
   * asks where nothing but a new signal can happen. Only runs that see columns alone have it.
   */
  nextChange?(from: number, to: number, stance: number): number;
  /** HOW to get in: asked for each exposure-increasing intent; undefined leaves it to the engine. */
  plan?(intent: Intent, position: PositionView, i: number): OrderPlan | typeof CANCEL | undefined;
  /** Path-dependent ideas: sees the position, answers a signal that replaces the given one. */
  manage?(signal: number, position: PositionView, i: number): number;
  /** The explicit door: orders by name. Such a strategy answers NaN as its signal. */
  orders?(i: number, account: AccountView, book: OrderBook): void;
  /** The columns grew in place to `length` (live): O(1) per bar instead of a recompute. */
  extend?(length: number): void;
  /** Told of each fill and of each order whose status changed, before the decision on that bar. */
  onFill?(fill: Fill): void;
  onOrder?(order: Order): void;
  /** The run is over. */
  stop?(): void;
  /** What the run remembers, as plain JSON: with `load` a checkpoint need not show it the bars again. */
  save?(): unknown;
  /** Takes up what another run over the same bars saved. Called once, after `start`. */
  load?(state: unknown): void;
  /** What the run's reader should know, such as a column that never became defined. */
  readonly warnings?: readonly { readonly code: string; readonly what: string }[] | undefined;
}

/** Checks and completes parameters: a zod schema is one. */
export interface ParamsSchema<Params = unknown> {
  parse(input: unknown): Params;
}

/** Makes strategies from parameters: what searches, workers and the command line work with. */
export interface StrategyFactory<Params = unknown, Input = Params, S = BarSeries> {
  (params?: Input): Strategy<S>;
  readonly strategyName: string;
  readonly params: ParamsSchema<Params>;
  readonly code?: CodeReference | undefined;
}
