import type { BarSeries } from '@tidemark/core-market';
import { ExecutionEngine } from '../execution-engine.ts';
import { MarketSimulator } from '../market-simulator.ts';
import { Portfolio } from '../portfolio.ts';
import type { ResolvedOptions } from './options.ts';

/** A run that is over. */
export interface Simulation {
  readonly engine: ExecutionEngine;
  readonly warmup: number;
  readonly strategyWarnings: readonly { readonly code: string; readonly what: string }[];
}

/** Drives the engine over every bar of a series, against the simulated market. */
export function simulate(bars: BarSeries, options: ResolvedOptions): Simulation {
  const run = options.strategy.over(bars);
  const portfolio = new Portfolio(options.capital);
  const market = new MarketSimulator(bars, portfolio, options);
  const engine = new ExecutionEngine(bars, run, portfolio, market, options, options.on);
  engine.run(0, bars.length);
  const { multiplier } = bars.instrument;
  engine.finish(options.finalize, (units, price) => options.commission.commission(units, price, multiplier));
  return { engine, warmup: run.warmup, strategyWarnings: run.warnings ?? [] };
}
