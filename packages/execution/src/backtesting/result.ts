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
import type { RefusedTarget } from '../execution-engine.ts';
import { isWorking } from '../orders/create.ts';
import { manifestOf, PROFILE } from './manifest.ts';
import type { ResolvedOptions } from './options.ts';
import type { Simulation } from './simulator.ts';

/** What a backtest found. The logs are the truth; the manifest and its hashes are made when asked for. */
export class BacktestResult {
  /** Bar semantics: name and version. */
  readonly profile = PROFILE;
  readonly strategy: string;
  readonly instrument: Instrument;
  /** The bars of the run. */
  readonly bars: BarSeries;
  /** Every order, oldest first; `reason` says why one was rejected, cancelled or made smaller. */
  readonly orders: readonly Order[];
  readonly fills: readonly Fill[];
  /** Closed round trips, oldest first. */
  readonly trades: readonly Trade[];
  /** What is still held at the end, as a trade up to the last close. */
  readonly openTrades: readonly Trade[];
  /** Targets that came to nothing. */
  readonly refused: readonly RefusedTarget[];
  readonly warnings: readonly RunWarning[];
  /** Bars before the first decision. */
  readonly warmup: number;
  readonly #options: ResolvedOptions;
  readonly #versions: Readonly<Record<string, string>>;
  readonly #curve: Float64Array;
  #equity: EquityCurve | undefined;
  #manifest: RunManifest | undefined;

  constructor(
    bars: BarSeries,
    options: ResolvedOptions,
    { engine, portfolio, warmup, strategyWarnings }: Simulation,
    versions: Readonly<Record<string, string>>,
  ) {
    this.strategy = options.strategy.name;
    this.instrument = bars.instrument;
    this.bars = bars;
    this.#curve = engine.equity;
    this.orders = engine.orders;
    this.fills = engine.fills;
    this.trades = portfolio.trades;
    this.openTrades = stillOpen(bars, portfolio);
    this.refused = engine.refused;
    this.warmup = warmup;
    this.warnings = [...strategyWarnings, ...engine.warnings, ...runWarnings(bars, options, warmup)];
    this.#options = options;
    this.#versions = versions;
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

function stillOpen(bars: BarSeries, portfolio: Simulation['portfolio']): readonly Trade[] {
  const last = bars.length - 1;
  if (last < 0) return [];
  const at = { price: bars.close[last], bar: last, time: closeTimeAt(bars, last) };
  const trade = portfolio.openTrade(bars.instrument, at);
  return trade === undefined ? [] : [trade];
}

function runWarnings(bars: BarSeries, { onClose }: ResolvedOptions, warmup: number): RunWarning[] {
  const warnings: RunWarning[] = [];
  if (onClose) {
    const what = 'orders filled at the close that decided them: no market gives that price after the fact';
    warnings.push({ code: 'FILLS_ON_CLOSE', what });
  }
  if (warmup >= bars.length) {
    const what = `the strategy needs ${warmup} bars before it decides, the data has ${bars.length}: it never decided`;
    warnings.push({ code: 'NEVER_WARM', what });
  }
  return warnings;
}
