import { closeTimeAt } from '@tidemark/core-market';
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
import type { CashFlow, SplitEvent } from '../between-bars.ts';
import { knownTime } from '../bar-clock.ts';
import type { MarginCall } from '../margin-call.ts';
import type { CommissionModel } from '../market/commission.ts';
import type { FillLog } from '../fill-log.ts';
import { isWorking } from '../orders/life-cycle.ts';
import type { OrderLog } from '../orders/order-log.ts';
import type { RefusedTarget } from '../refused-target.ts';
import { tradesOf, type TradeHistory } from '../trades.ts';
import type { Currencies } from './currencies.ts';
import { manifestOf } from './manifest.ts';
import type { ResolvedOptions } from './options.ts';
import { RecordedCurve } from './recorded-curve.ts';
import { logTimes, type RunData } from './run-data.ts';
import type { Simulation } from './simulator.ts';

/**
 * What a backtest found. The run leaves logs; orders, fills, trades and the manifest are made from them when somebody
 * asks. `Bars` is undefined where many instruments took part.
 */
export class BacktestResult<Bars extends BarSeries | undefined = BarSeries> {
  /** Bar semantics: name and version. */
  readonly profile: string;
  readonly strategy: string;
  /** The bars of the run, where it had one instrument. */
  readonly bars: Bars;
  /** The bars of every instrument. */
  readonly series: Readonly<Record<string, BarSeries>>;
  /** Bars whose outcome depends on a path that they do not show. Rules 7 and 8. */
  readonly ambiguities: readonly Ambiguity[];
  /** Marks at which the account could not keep what it held. Rule 16. */
  readonly marginCalls: readonly MarginCall[];
  /** Money that moved without a fill: dividends, fees, interest. */
  readonly cashFlows: readonly CashFlow[];
  /** Targets that came to nothing. */
  readonly refused: readonly RefusedTarget[];
  readonly warnings: readonly RunWarning[];
  /** Moments before the first decision. */
  readonly warmup: number;
  readonly #data: RunData;
  readonly #splits: readonly SplitEvent[];
  readonly #options: ResolvedOptions;
  readonly #money: Currencies;
  readonly #versions: Readonly<Record<string, string>>;
  readonly #curve: Float64Array;
  readonly #logs: { readonly orders: OrderLog; readonly fills: FillLog };
  #equity: EquityCurve | undefined;
  #orders: readonly Order[] | undefined;
  #fills: readonly Fill[] | undefined;
  #history: TradeHistory | undefined;
  #manifest: RunManifest | undefined;

  constructor(
    data: RunData,
    options: ResolvedOptions,
    { engine, warmup, ambiguities, strategyWarnings }: Simulation,
    money: Currencies,
    versions: Readonly<Record<string, string>>,
  ) {
    this.profile = options.profile;
    this.strategy = (options.portfolio ?? options.strategy)!.name;
    this.bars = data.bars as Bars;
    this.series = data.series;
    this.#data = data;
    this.#curve = engine.equity;
    this.#logs = { orders: engine.orders, fills: engine.fills };
    this.refused = engine.refused;
    this.ambiguities = ambiguities;
    this.marginCalls = engine.marginCalls;
    this.cashFlows = engine.cashFlows;
    this.#splits = engine.splits;
    this.warmup = warmup;
    const first = warmup + (options.semantics.firstCall === 'ready+1' ? 1 : 0);
    this.warnings = [...strategyWarnings, ...engine.warnings, ...runWarnings(data, options, first)];
    this.#options = options;
    this.#money = money;
    this.#versions = versions;
  }

  /** The instrument; of many the first one. */
  get instrument(): Instrument {
    return this.series[this.#data.symbols[0]].instrument;
  }

  /** The symbols, sorted. */
  get symbols(): readonly string[] {
    return this.#data.symbols;
  }

  /** The symbols as one text. */
  get symbol(): string {
    return this.symbols.join(', ');
  }

  /** ISO code of every amount of money. */
  get currency(): string {
    return this.#money.currency;
  }

  /** What its fills cost. */
  get commission(): CommissionModel {
    return this.#options.commission;
  }

  /** Money before the first bar. */
  get initialCapital(): number {
    return this.#options.capital;
  }

  /** Equity after each moment, at the time at which its last bar has closed, and what of it was in positions. */
  get equity(): EquityCurve {
    const logs = { fills: this.#logs.fills, cashFlows: this.cashFlows };
    this.#equity ??= new RecordedCurve(this.#curve, this.#options.capital, this.#data, logs, this.#money);
    return this.#equity;
  }

  /** Money after the last bar; the capital where there was none. */
  get finalEquity(): number {
    return this.#curve.at(-1) ?? this.#options.capital;
  }

  /** Every order, oldest first; `reason` says why one was rejected, cancelled or made smaller. */
  get orders(): readonly Order[] {
    this.#orders ??= this.#logs.orders.toArray(logTimes(this.#data).knownTime);
    return this.#orders;
  }

  get fills(): readonly Fill[] {
    this.#fills ??= this.#logs.fills.toArray(logTimes(this.#data));
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
    this.#history ??= this.bars === undefined ? this.#tradesOfAll() : this.#tradesOf(this.bars, this.fills);
    return this.#history;
  }

  #tradesOf(bars: BarSeries, fills: readonly Fill[]): TradeHistory {
    const last = bars.length - 1;
    const closeTime = (bar: number): number => closeTimeAt(bars, bar);
    const tagOf = (order: number): string | undefined => this.#logs.orders.tagOf(order);
    const splits = this.#splits.filter(({ symbol }) => symbol === bars.symbol);
    const { currency, rates } = this.#money;
    const own = bars.instrument.currency;
    const rateAt = own === currency ? undefined : (time: number): number => rates!.at(own, time);
    // Its bars may end before those of others: a rate goes on moving, and the equity with it.
    const rate = rateAt?.(this.equity.time.at(-1) ?? NaN);
    const mark = { bar: last, time: knownTime(bars, last), price: bars.close[last], rate };
    return tradesOf(fills, bars.instrument, { mark, closeTime, tagOf, splits, rateAt });
  }

  /** By time of exit, and then by symbol. */
  #tradesOfAll(): TradeHistory {
    const { symbols, series, fills } = this;
    const each = symbols.map((symbol) => {
      const own = fills.filter((fill) => fill.symbol === symbol);
      return this.#tradesOf(series[symbol], own);
    });
    const byExit = (one: Trade, other: Trade): number => one.exitTime - other.exitTime;
    const closed = each.flatMap((history) => history.closed).sort(byExit);
    const open = each.flatMap((history) => history.open);
    const numbered = (trades: readonly Trade[], from: number): Trade[] =>
      trades.map((trade, k) => ({ ...trade, id: from + k }));
    return { closed: numbered(closed, 1), open: numbered(open, closed.length + 1) };
  }

  /** Orders that the data ended before they could fill. Rule 17. */
  get pending(): readonly Order[] {
    return this.orders.filter(isWorking);
  }

  /** Everything that made this run, so that it can be repeated. */
  get manifest(): RunManifest {
    this.#manifest ??= manifestOf(this.#data, this.#options, this, this.#versions);
    return this.#manifest;
  }
}

/** @param first moment on which the strategy would decide */
function runWarnings({ length, bars }: RunData, options: ResolvedOptions, first: number): RunWarning[] {
  const { semantics, latency } = options;
  const warnings: RunWarning[] = [];
  const onTicks = bars !== undefined && bars.closeTime === bars.time;
  if (latency.ms(1) > 0 && latency.withinBar === undefined && !onTicks) {
    const what = `${latency.name}: a bar does not show its price a moment after the open, less than a bar delays nothing`;
    warnings.push({ code: 'LATENCY_UNMODELLED', what });
  }
  if (semantics.onClose) {
    const what = 'orders filled at the close that decided them: no market gives that price after the fact';
    warnings.push({ code: 'FILLS_ON_CLOSE', what });
  }
  if (first >= length) {
    const what = `the strategy needs ${first} bars before it decides, the data has ${length}: it never decided`;
    warnings.push({ code: 'NEVER_WARM', what });
  }
  return warnings;
}
