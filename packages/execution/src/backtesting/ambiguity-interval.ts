import type { BarSeries } from '@tidemark/core-market';
import type { MetricValue, MissingReason } from '@tidemark/analysis';
import type { Ambiguity } from '../ambiguity.ts';
import { backtest } from './engine.ts';
import type { BacktestOptions } from './options.ts';
import type { BacktestResult } from './result.ts';
import type { BacktestBars } from './run-data.ts';
import { measureRun, type RunMetricOptions } from './run-metrics.ts';

/** A metric of the run, and of the runs in which all that its bars leave open went against, or for, the trader. */
export interface MetricInterval {
  readonly pessimistic: number | null;
  /** Of the run as the options have it. */
  readonly value: number | null;
  readonly optimistic: number | null;
  /** Why one of them is null. */
  readonly reason?: MissingReason | undefined;
}

/** How far the results of a run hang on what its bars do not show. */
export interface AmbiguityInterval {
  /** Bars of the run whose outcome depends on a path that they do not show, by kind. */
  readonly ambiguous: Readonly<Record<Ambiguity['kind'] | 'total', number>>;
  /** By id: `metrics.totalReturn.pessimistic`. */
  readonly metrics: Readonly<Record<string, MetricInterval>>;
  /** The run. */
  readonly result: BacktestResult<BarSeries | undefined>;
  /** The re-runs; where no bar was ambiguous, the run itself. */
  readonly pessimistic: BacktestResult<BarSeries | undefined>;
  readonly optimistic: BacktestResult<BarSeries | undefined>;
}

/** How the metrics are computed, and what need not be computed again. */
export interface IntervalOptions extends RunMetricOptions {
  /** The run, where it has been made already: of these very bars and options. */
  readonly result?: BacktestResult<BarSeries | undefined> | undefined;
}

/** The switches of BAR-SEMANTICS rules 7 and 8 that decide against the trader, and for him. */
const PESSIMISTIC = { sameBar: 'stop', uncertain: 'stop' } as const;
const OPTIMISTIC = { sameBar: 'optimistic', uncertain: 'target' } as const;

/**
 * Runs a backtest, and where bars were ambiguous runs it twice more: once with every such bar decided against the
 * trader, once for him. Gives every metric as an interval. Without an ambiguous bar the runs could not differ: there is
 * one run.
 *
 * A better bar is not a better run: what an early exit makes possible may be worth more than the exit cost, so the run
 * itself may lie outside the interval. Of orders that cancel each other (`bothEntries`) the bars do not say which was
 * first, and no switch decides it: they are counted, and filled alike in all three. Profiles that try one queue on each
 * bar (backtesting.py, backtrader) do not ask for the path, and count nothing.
 *
 * @param bars as `backtest` takes them
 * @param options those of a backtest; its `on` and `bus` hear of the first run only
 * @param measure the rate and the year that the metrics need, and the run where it has been made already
 * @throws ExecutionError as `backtest`; AnalysisError INVALID_OPTION
 * @example ambiguityInterval(bars, { strategy: breakout(), capital: 10_000 }).metrics.totalReturn
 */
export function ambiguityInterval(
  bars: BacktestBars,
  options: BacktestOptions,
  { result: made, ...measure }: IntervalOptions = {},
): AmbiguityInterval {
  const result = made ?? backtest(bars, options);
  const again = (switches: Partial<BacktestOptions>): BacktestResult<BarSeries | undefined> =>
    result.ambiguities.length === 0
      ? result
      : backtest(bars, { ...options, ...switches, on: undefined, bus: undefined });
  const pessimistic = again(PESSIMISTIC);
  const optimistic = again(OPTIMISTIC);
  const [low, mid, high] = [pessimistic, result, optimistic].map((run) => measureRun(run, measure));
  const metrics = Object.keys(mid).map((id) => [id, intervalOf(low[id], mid[id], high[id])] as const);
  return {
    ambiguous: countOf(result.ambiguities),
    metrics: Object.fromEntries(metrics),
    result,
    pessimistic,
    optimistic,
  };
}

function intervalOf(low: MetricValue, mid: MetricValue, high: MetricValue): MetricInterval {
  const interval = { pessimistic: low.value, value: mid.value, optimistic: high.value };
  const reason = mid.reason ?? low.reason ?? high.reason;
  return reason === undefined ? interval : { ...interval, reason };
}

/** Bars, not questions: a bar that leaves two things of a kind open is one. */
function countOf(ambiguities: readonly Ambiguity[]): AmbiguityInterval['ambiguous'] {
  const barsOf = (kind?: Ambiguity['kind']): number =>
    new Set(
      ambiguities.filter((each) => (kind ?? each.kind) === each.kind).map(({ symbol, bar }) => `${bar} ${symbol}`),
    ).size;
  return {
    stopAndTarget: barsOf('stopAndTarget'),
    legInEntryBar: barsOf('legInEntryBar'),
    bothEntries: barsOf('bothEntries'),
    total: barsOf(),
  };
}
