import type { BarSeries, TickSeries } from '@tidemark/core-market';
import { VERSION } from '../version.ts';
import { assertCorporateActions } from '../market/corporate-actions.ts';
import { currenciesOf } from './currencies.ts';
import { resolveOptions, type BacktestOptions } from './options.ts';
import { BacktestResult } from './result.ts';
import { runDataOf, type BacktestBars } from './run-data.ts';
import { simulate } from './simulator.ts';
import { checkDetail } from './tick-data.ts';

/**
 * Runs a strategy over bars and says what would have happened: the profile `tidemark-1`, one bar at a time. A decision
 * after the close of bar `i` fills at the open of bar `i + 1` at the earliest.
 *
 * Over many instruments the strategy runs on each one's own bars, and they share one account; or `portfolio` answers
 * weights for all of them.
 *
 * @param bars of one instrument, oldest first; or its ticks, of which the strategy is shown a bar each; or bars of many
 *   by symbol, `{ AAPL, MSFT }`, of one timeframe
 * @param options the strategy, the capital, the costs, how much, and the switches of the profile
 * @returns equity curve, orders, fills, trades, and a manifest that repeats the run
 * @throws ExecutionError UNKNOWN_OPTION, INVALID_OPTION, INVALID_STRATEGY, INVALID_COMMISSION, INVALID_ALLOCATION,
 *   INVALID_BARS, SYMBOL_MISMATCH, MIXED_CURRENCIES, INVALID_RATES, RATES_TOO_LATE, SIGNAL_OUT_OF_RANGE, NAN_EQUITY, INVALID_SIZE, INVALID_QUANTITY,
 *   INVALID_PRICE, INVALID_ORDER, WRONG_SIDE, UNKNOWN_ORDER; INVALID_ACTION, ACTIONS_NOT_ASCENDING, UNKNOWN_SYMBOL,
 *   DIVIDENDS_TWICE, SPLITS_TWICE, INVALID_TICKS, INVALID_QUOTES, INVALID_DETAIL; CHECKPOINT_MISMATCH; and what the
 *   strategy throws, and the bus when it publishes (QUEUE_FULL, ASYNC_IN_DETERMINISTIC_RUN, HANDLER_FAILED where it fails
 *   fast)
 * @example backtest(bars, { strategy: smaCross({ fast: 20, slow: 50 }), capital: 10_000, commission: bps(2) }).finalEquity
 */
export function backtest(bars: BarSeries | TickSeries, options: BacktestOptions): BacktestResult;
export function backtest(bars: BacktestBars, options: BacktestOptions): BacktestResult<BarSeries | undefined>;
export function backtest(bars: BacktestBars, options: BacktestOptions): BacktestResult<BarSeries | undefined> {
  const data = runDataOf(bars);
  const resolved = resolveOptions(options, data.symbols);
  assertCorporateActions(resolved.corporateActions, Object.values(data.series));
  if (resolved.detail !== undefined) checkDetail(resolved.detail, data.series);
  const money = currenciesOf(data, resolved.currency, resolved.fx);
  return new BacktestResult(data, resolved, simulate(data, resolved, money), money, VERSIONS);
}

const VERSIONS = { '@tidemark/execution': VERSION };
