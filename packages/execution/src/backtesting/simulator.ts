import type { BarSeries } from '@tidemark/core-market';
import type { Ambiguity } from '../ambiguity.ts';
import { ExecutionEngine } from '../execution-engine.ts';
import { MarketSimulator } from '../market-simulator.ts';
import { Portfolio } from '../portfolio.ts';
import type { ResolvedOptions } from './options.ts';

/** A run that is over. */
export interface Simulation {
  readonly engine: ExecutionEngine;
  readonly warmup: number;
  readonly ambiguities: readonly Ambiguity[];
  readonly strategyWarnings: readonly { readonly code: string; readonly what: string }[];
}

/** Drives the engine over every bar of a series, against the simulated market. */
export function simulate(bars: BarSeries, options: ResolvedOptions): Simulation {
  const run = options.strategy.over(bars);
  const portfolio = new Portfolio(options.capital, options.semantics.costing);
  const simulator = new MarketSimulator(portfolio, options);
  const market = simulator.list(bars);
  market.columns = run.columns;
  const engine = new ExecutionEngine(bars, run, portfolio, simulator, options, options.on);
  market.sibling = (leg) => engine.sibling(leg);
  engine.run(0, bars.length);
  const { multiplier } = bars.instrument;
  engine.finish((units, price) => options.commission.commission(units, price, multiplier));
  const { ambiguities } = simulator;
  return { engine, warmup: run.warmup, ambiguities, strategyWarnings: run.warnings ?? [] };
}
