import { anew, uncleared, type BarSeries, type Once, type RunWarning, type SignalRun } from '@tidemark/core-market';
import type { Ambiguity } from '../ambiguity.ts';
import type { LaneInput } from '../engine-lane.ts';
import { ExecutionEngine } from '../execution-engine.ts';
import { ConvertedInstrument } from '../fx-rates.ts';
import { together } from '../listeners.ts';
import { MarketSimulator } from '../market-simulator.ts';
import { Portfolio } from '../portfolio.ts';
import { busListeners } from './bus-listeners.ts';
import type { ResolvedOptions } from './options.ts';
import type { RunData } from './run-data.ts';
import { KeptRuns, type AskedRuns } from './checkpoint/kept-runs.ts';
import type { Currencies } from './currencies.ts';
import { quotesOfTicks } from './tick-data.ts';

/** A run that is over. */
export interface Simulation {
  readonly engine: ExecutionEngine;
  readonly warmup: number;
  readonly ambiguities: readonly Ambiguity[];
  readonly strategyWarnings: readonly RunWarning[];
}

/**
 * Drives the engine over every moment of the data, against the simulated market.
 *
 * @param curve where the equity is written, shape [moments]
 * @param once what several runs over the data share
 */
export function simulate(
  data: RunData,
  options: ResolvedOptions,
  money: Currencies,
  curve: Float64Array = uncleared(data.length), // every entry is written
  once: Once = anew,
): Simulation {
  money.rates?.moveTo(NaN); // an earlier run has left them at its end: no strategy may read those
  const portfolio = new Portfolio(options.capital, options.semantics.costing);
  const { tickQuotes } = options;
  const quotes = tickQuotes && quotesOfTicks(tickQuotes, data.bars!);
  const simulator = new MarketSimulator(portfolio, { ...options, quotes, rates: money.rates });
  const asked = runsOver(data, options, money, once);
  const kept = options.checkpoint === undefined && options.resume === undefined ? undefined : new KeptRuns(asked);
  const { lanes, weights } = kept ?? asked;
  const markets = lanes.map(({ bars, index, run }) => {
    const market = simulator.list(bars, index);
    market.columns = run.columns;
    return market;
  });
  const { on, bus } = options;
  const engine = new ExecutionEngine(
    lanes,
    data.length,
    portfolio,
    simulator,
    { ...options, rates: money.rates },
    bus === undefined ? on : together(on, busListeners(bus, data, money, portfolio)),
    weights,
    curve,
  );
  for (const [k, { desk }] of engine.lanes.entries()) markets[k].sibling = (leg) => desk.contingent.sibling(leg);
  if (kept === undefined) engine.run(0, data.length);
  else kept.drive(engine, data, options);
  engine.finish();
  const runs = lanes.map(({ run }) => run);
  return {
    engine,
    warmup: weights?.warmup ?? Math.max(...runs.map(({ warmup }) => warmup)),
    ambiguities: simulator.ambiguities,
    strategyWarnings: runs.flatMap(({ warnings }) => warnings ?? []),
  };
}

/** The runs of a backtest: of a strategy on each instrument's own bars, or of weights, beside which those say nothing. */
function runsOver(data: RunData, options: ResolvedOptions, money: Currencies, once: Once): AskedRuns {
  const { strategy, allocation } = options;
  const weights = options.portfolio?.over(data.frame!, once);
  const lanes = data.symbols.map((symbol): LaneInput => {
    const bars = once(inMoney, data.series[symbol], money);
    const run = weights === undefined ? strategy!.over(bars, once) : SILENT;
    const share = data.bars !== undefined ? 1 : (allocation?.[symbol] ?? (allocation ? 0 : 1 / data.symbols.length));
    const index = bars.length === data.length ? undefined : data.frame!.index[symbol]; // the same: the bars are the clock
    return { bars, run, index, share };
  });
  return { lanes, weights };
}

/** Bars whose instrument counts in the money of the account. */
function inMoney(bars: BarSeries, { currency, rates }: Currencies): BarSeries {
  if (rates === undefined || bars.instrument.currency === currency) return bars;
  return { ...bars, instrument: new ConvertedInstrument(bars.instrument, currency, rates) };
}

const SILENT: SignalRun = { columns: {}, warmup: Infinity, signal: () => NaN };
