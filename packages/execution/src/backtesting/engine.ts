import type { BarSeries } from '@tidemark/core-market';
import { VERSION } from '../version.ts';
import { resolveOptions, type BacktestOptions } from './options.ts';
import { BacktestResult } from './result.ts';
import { simulate } from './simulator.ts';

/**
 * Runs a strategy over bars and says what would have happened: the profile `tidemark-1`, one bar at a time. A decision
 * after the close of bar `i` fills at the open of bar `i + 1` at the earliest.
 *
 * @param bars one instrument, oldest first
 * @param options the strategy, the capital, the costs, how much, and the switches of the profile
 * @returns equity curve, orders, fills, trades, and a manifest that repeats the run
 * @throws ExecutionError UNKNOWN_OPTION, INVALID_OPTION, INVALID_STRATEGY, INVALID_COMMISSION, SIGNAL_OUT_OF_RANGE,
 *   NAN_EQUITY, INVALID_SIZE, ORDER_TYPE_UNSUPPORTED, INVALID_QUANTITY; and what the strategy throws
 * @example backtest(bars, { strategy: smaCross({ fast: 20, slow: 50 }), capital: 10_000, commission: bps(2) }).finalEquity
 */
export function backtest(bars: BarSeries, options: BacktestOptions): BacktestResult {
  const resolved = resolveOptions(options);
  return new BacktestResult(bars, resolved, simulate(bars, resolved), { '@tidemark/execution': VERSION });
}
