// The first hour: a hand-picked surface. Everything else is under a subpath: tidemark/indicators, tidemark/metrics ...

// Bars: made up here, from files in `tidemark/node`.
export { barSeries, barsBetween, barsOf, instrument, resampleBars, sliceBars } from '@tidemark/core-market';
export type { Bar, BarSeries, Instrument, Timeframe } from '@tidemark/core-market';
export { memorySource, syntheticBars, syntheticSource } from '@tidemark/data';

// Indicators: columns in, columns out; `.stream()` for one bar at a time.
export { atr, ema, rsi, sma } from '@tidemark/modeling-indicators';

// Strategies: say what you want, never touch money.
export { FLAT, HOLD, LONG, SHORT, type Signal, type Strategy } from '@tidemark/core-market';
export { audit, BaseStrategy, defineStrategy, smaCross, type BarEvent } from '@tidemark/strategy';
export { z } from 'zod'; // parameters of a strategy

// How much, and at what cost.
export { fixedCash, fixedQuantity, percentOfEquity } from '@tidemark/risk';
export { bps, commission, fractionSlippage, halfSpread } from '@tidemark/execution';

// What would have happened.
export { backtest, type BacktestOptions, type BacktestResult } from '@tidemark/execution';
export type { EquityCurve, Fill, Order, Trade } from '@tidemark/core-market';
export { cagr, maxDrawdown, sharpe } from '@tidemark/analysis';
export { analyze, buyAndHold, toHtml, toJson, tradesToCsv, type ReportModel } from '@tidemark/analysis/reporting';

// Errors of every package: a code, what, where, and how to mend it.
export { isTidemarkError } from '@tidemark/core-errors';
