import * as benchmark from './benchmark.ts';
import type { ReturnMetric } from './define-metric.ts';
import type { TradeMetric } from './define-trade-metric.ts';
import * as distribution from './distribution.ts';
import * as drawdown from './drawdown.ts';
import type { MetricValue } from './metric.ts';
import * as periods from './periods.ts';
import * as ratios from './ratios.ts';
import { returnSample, type ReturnInput, type ReturnOptions, type ReturnSample } from './return-sample.ts';
import * as returns from './returns.ts';
import * as risk from './risk.ts';
import * as trades from './trades.ts';

const isReturnMetric = (member: unknown): member is ReturnMetric => typeof member === 'function' && 'needs' in member;
const isTradeMetric = (member: unknown): member is TradeMetric =>
  typeof member === 'function' && 'id' in member && !('needs' in member);

/** Every metric of returns, those against a benchmark included, by group. */
export const returnMetrics: readonly ReturnMetric[] = /* @__PURE__ */ [
  returns,
  ratios,
  risk,
  drawdown,
  distribution,
  periods,
  benchmark,
].flatMap((module) => Object.values(module).filter(isReturnMetric));

/** Every metric of round trips. */
export const tradeMetrics: readonly TradeMetric[] = /* @__PURE__ */ Object.values(trades).filter(isTradeMetric);

/**
 * Every metric of returns at once, by id: what they share is computed once.
 *
 * @throws AnalysisError as the metrics
 * @example measureReturns(Float64Array.of(0.5, -0.5), { periodsPerYear: 252 }).totalReturn // => { value: -0.25 }
 */
export function measureReturns(
  input: ReturnInput | ReturnSample,
  options?: ReturnOptions,
): Readonly<Record<string, MetricValue>> {
  const sample = returnSample(input, options);
  return Object.fromEntries(returnMetrics.map((metric) => [metric.id, metric(sample)]));
}
