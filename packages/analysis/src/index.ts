// Metrics of an equity curve: each a function that carries its definition.
export { annualReturnArithmetic, bestPeriod, cagr, cagrCalendar, periodExpectancy } from './metrics/returns.ts';
export { totalReturn, worstPeriod } from './metrics/returns.ts';
export {
  calmar,
  gainToPain,
  kellyContinuous,
  martin,
  omega,
  painRatio,
  probabilisticSharpe,
} from './metrics/ratios.ts';
export { recoveryFactor, sharpe, sharpeGeometric, sortino } from './metrics/ratios.ts';
export { cvarGaussian95, cvarHistorical95, downsideDeviation, varCornishFisher95 } from './metrics/risk.ts';
export { varGaussian95, varHistorical95, varHistorical99, volatility, volatilityCompounded } from './metrics/risk.ts';
export {
  averageDrawdown,
  cdar95,
  longestDrawdown,
  maxDrawdown,
  timeUnderWater,
  ulcerIndex,
} from './metrics/drawdown.ts';
export { autocorrelation, jarqueBera, kRatio, kurtosis, kurtosisSample } from './metrics/distribution.ts';
export { skewness, skewnessSample, stability, tailRatio } from './metrics/distribution.ts';
export {
  commonSenseRatio,
  maxConsecutivePeriodLosses,
  maxConsecutivePeriodWins,
  periodKelly,
} from './metrics/periods.ts';
export { periodPayoff, periodProfitFactor, periodSqn, periodWinRate } from './metrics/periods.ts';

// Against a benchmark.
export { alpha, alphaCompounded, battingAverage, beta, correlation, downCapture } from './metrics/benchmark.ts';
export { downCaptureGeometric, informationRatio, m2, rSquared, trackingError, treynor } from './metrics/benchmark.ts';
export { upCapture, upCaptureGeometric } from './metrics/benchmark.ts';

// Metrics of round trips.
export { averageBarsHeld, averageLoss, averageWin, expectancy, exposureTime, largestLoss } from './metrics/trades.ts';
export { largestWin, maxConsecutiveLosses, maxConsecutiveWins, netProfit, payoffRatio } from './metrics/trades.ts';
export { profitFactor, sqn, totalCommission, tradeCount, winRate } from './metrics/trades.ts';

// All of them, and your own.
export { measureReturns, returnMetrics, tradeMetrics } from './metrics/catalogue.ts';
export { defineMetric, type MetricNeeds, type ReturnMetric } from './metrics/define-metric.ts';
export { defineTradeMetric, type TradeMetric, type TradeOptions } from './metrics/define-trade-metric.ts';
export type {
  Computed,
  MetricDefinition,
  MetricGroup,
  MetricUnit,
  MetricValue,
  MissingReason,
} from './metrics/metric.ts';

// What metrics are made from.
export {
  returnSample,
  type ReturnInput,
  type ReturnOptions,
  type ReturnSample,
  type ReturnSeries,
} from './metrics/return-sample.ts';
export { returnsOfCurve } from './metrics/returns-column.ts';
export { periodsPerYear, type PeriodsPerYear } from './metrics/periods-per-year.ts';
export type { Moments } from './metrics/moments.ts';

// Series and tables.
export { drawdownSeries, drawdownsOfReturns } from './metrics/drawdown-series.ts';
export { deepestDrawdowns, drawdownEpisodes, type DrawdownEpisode } from './metrics/drawdown-episodes.ts';
export { annualReturns, dayOfValue, monthlyReturns, weekdayMeans, type CalendarReturn } from './metrics/calendar.ts';
export { rolling, type RollingKind } from './metrics/rolling.ts';

export { AnalysisError } from './error.ts';
