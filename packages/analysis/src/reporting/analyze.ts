import type { EquityCurve } from '@tidemark/core-market';
import { AnalysisError } from '../error.ts';
import { annualReturns, monthlyReturns } from '../metrics/calendar.ts';
import { deepestDrawdowns, drawdownEpisodes } from '../metrics/drawdown-episodes.ts';
import { returnSample } from '../metrics/return-sample.ts';
import { decimate } from '../visualization/decimate.ts';
import { ambiguityReport, type MetricIntervals } from './ambiguity-report.ts';
import type { Benchmark } from './buy-and-hold.ts';
import { figureGroups } from './figures.ts';
import { marginReport } from './margin-report.ts';
import type { ReportCurve, ReportModel } from './model.ts';
import { moneyReport } from './money-report.ts';
import { orderExceptions, orderReasons, ordersEndedAsMeant } from './order-exceptions.ts';
import { plainJson } from './plain-json.ts';
import type { ReportInput } from './report-input.ts';

export interface AnalyzeOptions {
  /** `buyAndHold`, a function of the bars, or a curve of the same bars. */
  readonly benchmark?: Benchmark | EquityCurve | undefined;
  /** A fraction per YEAR: 0.02 is 2 % a year. 0 where left out. */
  readonly riskFreeRate?: number | undefined;
  /** Inferred from the equity curve where left out. */
  readonly periodsPerYear?: number | undefined;
  /** How far the figures hang on ambiguous bars: `ambiguityInterval(bars, options)` of `@tidemark/execution`. */
  readonly interval?: MetricIntervals | undefined;
}

/** Charts are drawn from at most this many columns of four points; a longer run is decimated in the model. */
const MOST_COLUMNS = 5_000;
const DEEPEST = 10;

/**
 * Everything a report says of a run, as plain JSON for the exporters.
 *
 * @throws AnalysisError BARS_NEEDED (a benchmark made from bars, without bars), BENCHMARK_NOT_ALIGNED, NAN_EQUITY,
 *   INVALID_CAPITAL, INVALID_OPTION, EMPTY_RUN, INTERVAL_OF_ANOTHER_RUN
 * @example toHtml(analyze(result, { benchmark: buyAndHold }))
 */
export function analyze(result: ReportInput, options: AnalyzeOptions = {}): ReportModel {
  const { equity, trades, openTrades, orders, fills, bars } = result;
  const { ambiguities = [], cashFlows = [], marginCalls = [], refused = [] } = result;
  if (equity.length === 0) {
    const fix = 'run it over at least one bar';
    throw new AnalysisError('EMPTY_RUN', { what: 'the run has no equity curve', where: result.strategy, fix });
  }
  const { riskFreeRate = 0, periodsPerYear } = options;
  const benchmark = benchmarkOf(result, options.benchmark);
  const sample = returnSample(equity, { riskFreeRate, periodsPerYear, benchmark: benchmark?.curve });
  const { annualisation } = sample;
  const byStatus: Record<string, number> = {};
  for (const { status } of orders) byStatus[status] = (byStatus[status] ?? 0) + 1;
  const exceptions = orderExceptions(orders);
  const groups = figureGroups(sample, trades);
  const figures = groups.flatMap((group) => group.figures);
  return {
    schema: 'tidemark-report-1',
    template: 'backtest-report',
    strategy: result.strategy,
    symbol: result.symbol,
    currency: result.currency,
    initialCapital: result.initialCapital,
    finalEquity: lastOf(equity),
    period: {
      from: equity.time[0],
      to: equity.time[equity.length - 1],
      bars: equity.length,
      timeframe: bars?.timeframe ?? result.manifest.data[0]?.timeframe ?? null,
    },
    annualisation: {
      periodsPerYear: annualisation?.periodsPerYear ?? null,
      basis: annualisation?.basis ?? 'one value does not show how long a period is',
      riskFreeRate,
    },
    benchmark: benchmark === undefined ? null : { name: benchmark.name, finalEquity: lastOf(benchmark.curve) },
    groups,
    curve: plainCurve(equity, benchmark?.curve),
    drawdowns: deepestDrawdowns(drawdownEpisodes(sample.drawdowns, equity.time), DEEPEST),
    calendar: { months: monthlyReturns(sample), years: annualReturns(sample) },
    trades: plainJson(trades),
    openTrades: plainJson(openTrades),
    orders: {
      total: orders.length,
      fills: fills.length,
      commission: fills.reduce((sum, fill) => sum + fill.commission, 0),
      byStatus,
      exceptions: plainJson(exceptions),
      byReason: orderReasons(exceptions),
      endedAsMeant: ordersEndedAsMeant(orders),
      refused: plainJson(refused),
    },
    ambiguities: ambiguityReport(ambiguities, orders, figures, options.interval),
    money: moneyReport(lastOf(equity) - result.initialCapital, cashFlows, fills),
    marginCalls: marginReport(marginCalls, orders),
    warnings: result.warnings,
    dataReport: result.dataReport === undefined ? null : plainJson(result.dataReport),
    manifest: plainJson(result.manifest),
  };
}

const lastOf = ({ equity }: EquityCurve): number => equity[equity.length - 1];

function benchmarkOf(
  { bars, initialCapital, strategy }: ReportInput,
  given: Benchmark | EquityCurve | undefined,
): { name: string; curve: EquityCurve } | undefined {
  if (given === undefined) return undefined;
  if (typeof given !== 'function') return { name: 'Benchmark', curve: given };
  if (bars === undefined) {
    const what = `${given.benchmarkName} is made from bars, and the result has none`;
    throw new AnalysisError('BARS_NEEDED', {
      what,
      where: strategy,
      fix: 'analyze({ ...result, bars }), or give a curve',
    });
  }
  return { name: given.benchmarkName, curve: given(bars, initialCapital) };
}

function plainCurve({ time, equity }: EquityCurve, benchmark: EquityCurve | undefined): ReportCurve {
  const lines = benchmark === undefined ? [equity] : [equity, benchmark.equity];
  const { indices, points } = decimate(lines, time, MOST_COLUMNS);
  const kept = (column: Float64Array): number[] => indices.map((i) => column[i]);
  return {
    time: kept(time),
    equity: kept(equity),
    benchmark: benchmark === undefined ? null : kept(benchmark.equity),
    points,
  };
}
