import { closeTimeAt, closeTimes } from '@tidemark/core-market';
import type {
  BarSeries,
  EquityCurve,
  Fill,
  Instrument,
  Order,
  RunManifest,
  RunWarning,
  Trade,
} from '@tidemark/core-market';
import type { Ambiguity } from '../ambiguity.ts';
import { knownTime } from '../bar-clock.ts';
import type { CommissionModel } from '../market/commission.ts';
import type { FillLog } from '../fill-log.ts';
import { isWorking } from '../orders/working-order.ts';
import type { OrderLog } from '../orders/order-log.ts';
import type { RefusedTarget } from '../refused-target.ts';
import { tradesOf, type TradeHistory } from '../trades.ts';
import { manifestOf } from './manifest.ts';
import type { ResolvedOptions } from './options.ts';
import type { Simulation } from './simulator.ts';

/**
 * What a backtest found. The run leaves logs; orders, fills, trades and the manifest are made from them when somebody
 * asks.
 */
export class BacktestResult {
  /** Bar semantics: name and version. */
  readonly profile: string;
  readonly strategy: string;
  readonly instrument: Instrument;
  /** The bars of the run. */
  readonly bars: BarSeries;
  /** Bars whose outcome depends on a path that they do not show. Rules 7 and 8. */
  readonly ambiguities: readonly Ambiguity[];
  /** Targets that came to nothing. */
  readonly refused: readonly RefusedTarget[];
  readonly warnings: readonly RunWarning[];
  /** Bars before the first decision. */
  readonly warmup: number;
  readonly #options: ResolvedOptions;
  readonly #versions: Readonly<Record<string, string>>;
  readonly #curve: Float64Array;
  readonly #logs: { readonly orders: OrderLog; readonly fills: FillLog };
  #equity: EquityCurve | undefined;
  #orders: readonly Order[] | undefined;
  #fills: readonly Fill[] | undefined;
  #history: TradeHistory | undefined;
  #manifest: RunManifest | undefined;

  constructor(
    bars: BarSeries,
    options: ResolvedOptions,
    { engine, warmup, ambiguities, strategyWarnings }: Simulation,
    versions: Readonly<Record<string, string>>,
  ) {
    this.profile = options.profile;
    this.strategy = options.strategy.name;
    this.instrument = bars.instrument;
    this.bars = bars;
    this.#curve = engine.equity;
    this.#logs = { orders: engine.orders, fills: engine.fills };
    this.refused = engine.refused;
    this.ambiguities = ambiguities;
    this.warmup = warmup;
    const first = warmup + (options.semantics.firstCall === 'ready+1' ? 1 : 0);
    this.warnings = [...strategyWarnings, ...engine.warnings, ...runWarnings(bars, options, first)];
    this.#options = options;
    this.#versions = versions;
  }

  get symbol(): string {
    return this.instrument.symbol;
  }

  /** ISO code of every amount of money. */
  get currency(): string {
    return this.instrument.currency;
  }

  /** What its fills cost. */
  get commission(): CommissionModel {
    return this.#options.commission;
  }

  /** Money before the first bar. */
  get initialCapital(): number {
    return this.#options.capital;
  }

  /** Equity after each bar, at the bars' close times. */
  get equity(): EquityCurve {
    const { bars } = this;
    this.#equity ??= {
      length: bars.length,
      time: closeTimes(bars),
      equity: this.#curve,
      initial: this.#options.capital,
    };
    return this.#equity;
  }

  /** Money after the last bar; the capital where there was none. */
  get finalEquity(): number {
    return this.#curve.at(-1) ?? this.#options.capital;
  }

  /** Every order, oldest first; `reason` says why one was rejected, cancelled or made smaller. */
  get orders(): readonly Order[] {
    this.#orders ??= this.#logs.orders.toArray((bar) => knownTime(this.bars, bar));
    return this.#orders;
  }

  get fills(): readonly Fill[] {
    const { bars } = this;
    const times = {
      openTime: (_symbol: string, bar: number) => bars.time[bar],
      closeTime: (_symbol: string, bar: number) => closeTimeAt(bars, bar),
    };
    this.#fills ??= this.#logs.fills.toArray(times);
    return this.#fills;
  }

  /** Closed round trips, oldest first. */
  get trades(): readonly Trade[] {
    return this.#tradeHistory().closed;
  }

  /** What is still held at the end, as a trade up to the last close. */
  get openTrades(): readonly Trade[] {
    return this.#tradeHistory().open;
  }

  #tradeHistory(): TradeHistory {
    const { bars } = this;
    const last = bars.length - 1;
    const mark = { bar: last, time: knownTime(bars, last), price: bars.close[last] };
    const closeTime = (bar: number): number => closeTimeAt(bars, bar);
    const tagOf = (order: number): string | undefined => this.#logs.orders.tagOf(order);
    this.#history ??= tradesOf(this.fills, this.instrument, { mark, closeTime, tagOf });
    return this.#history;
  }

  /** Orders that the data ended before they could fill. Rule 17. */
  get pending(): readonly Order[] {
    return this.orders.filter(isWorking);
  }

  /** Everything that made this run, so that it can be repeated. */
  get manifest(): RunManifest {
    this.#manifest ??= manifestOf(this.bars, this.#options, this, this.#versions);
    return this.#manifest;
  }
}

/** @param first bar on which the strategy would decide */
function runWarnings(bars: BarSeries, { semantics }: ResolvedOptions, first: number): RunWarning[] {
  const warnings: RunWarning[] = [];
  if (semantics.onClose) {
    const what = 'orders filled at the close that decided them: no market gives that price after the fact';
    warnings.push({ code: 'FILLS_ON_CLOSE', what });
  }
  if (first >= bars.length) {
    const what = `the strategy needs ${first} bars before it decides, the data has ${bars.length}: it never decided`;
    warnings.push({ code: 'NEVER_WARM', what });
  }
  return warnings;
}
