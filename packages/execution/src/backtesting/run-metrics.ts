import { returnMetrics, returnSample, tradeMetrics, type MetricDefinition, type MetricValue } from '@tidemark/analysis';
import type { EquityCurve, Trade } from '@tidemark/core-market';

/** What the figures of a run are computed from: the result of a backtest, or of sleeves, is one. */
export interface MeasuredRun {
  readonly strategy: string;
  /** ISO code of every amount of money. */
  readonly currency: string;
  readonly equity: EquityCurve;
  /** Closed round trips. */
  readonly trades: readonly Trade[];
}

/** How metrics are computed. */
export interface RunMetricOptions {
  /** A fraction per YEAR: 0.02 is 2 % a year. 0 where left out. */
  readonly riskFreeRate?: number | undefined;
  /** Inferred from the equity curve where left out. */
  readonly periodsPerYear?: number | undefined;
}

const ofRuns = returnMetrics.filter(({ group }) => group !== 'benchmark');

/** Every metric that a run has by itself: those of its equity, then those of its trades. */
export const runMetrics: readonly MetricDefinition[] = [...ofRuns, ...tradeMetrics];

/**
 * Every metric of a run by its id; those against a benchmark are left out.
 *
 * @throws AnalysisError INVALID_OPTION, NAN_EQUITY
 */
export function measureRun(
  { equity, trades }: MeasuredRun,
  options: RunMetricOptions = {},
): Readonly<Record<string, MetricValue>> {
  const sample = returnSample(equity, options);
  const ofEquity = ofRuns.map((metric) => [metric.id, metric(sample)] as const);
  const ofTrades = tradeMetrics.map((metric) => [metric.id, metric(trades, { bars: equity.length })] as const);
  return Object.fromEntries([...ofEquity, ...ofTrades]);
}
