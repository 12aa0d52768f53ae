import type { Trade } from '@tidemark/core-market';
import { metricValue, withDefinition, type Computed, type MetricDefinition, type MetricValue } from './metric.ts';

export interface TradeOptions {
  /** How many bars the run had: what a share of time is a share of. */
  readonly bars?: number | undefined;
}

/** A metric of round trips: a function that carries its definition. Trades still open are left out. */
export interface TradeMetric extends MetricDefinition {
  (trades: readonly Trade[], options?: TradeOptions): MetricValue;
}

/**
 * Declares a metric of closed trades once, as data and a function.
 *
 * @param compute sees closed trades only, at least one unless `whenEmpty` says what none means
 */
export function defineTradeMetric(
  definition: MetricDefinition,
  compute: (closed: readonly Trade[], options: TradeOptions) => Computed,
  whenEmpty: Computed = 'no_trades',
): TradeMetric {
  const metric = (trades: readonly Trade[], options: TradeOptions = {}): MetricValue => {
    const closed = trades.filter(({ open }) => open !== true);
    return metricValue(closed.length === 0 ? whenEmpty : compute(closed, options));
  };
  return withDefinition(metric, definition);
}
