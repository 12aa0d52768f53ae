import { returnMetrics, returnSample, type ReturnMetric } from '@tidemark/analysis';
import type { CaseOutcome } from '../../area.ts';
import { attempt } from '../../attempt.ts';
import { Comparison } from '../../comparison.ts';
import type { MetricGoldens, SeriesGolden } from './goldens.ts';
import { seriesName, type SeriesSource } from './series.ts';

/** Names of the goldens whose metric has another id than their camelCase; -1 where the sign is the other way. */
const NAMES: Readonly<Record<string, readonly [id: string, sign: 1 | -1]>> = {
  cagr_periods: ['cagr', 1],
  volatility_annual: ['volatility', 1],
  volatility_annual_compounded: ['volatilityCompounded', 1],
  max_drawdown: ['maxDrawdown', -1],
  average_drawdown: ['averageDrawdown', -1],
  cdar_95: ['cdar95', -1],
  pain_index: ['averageDrawdown', 1],
  ulcer_performance_index: ['martin', 1],
  skew_population: ['skewness', 1],
  skew_sample: ['skewnessSample', 1],
  kurtosis_excess_population: ['kurtosis', 1],
  kurtosis_excess_sample: ['kurtosisSample', 1],
  k_ratio_2003: ['kRatio', 1],
  win_rate: ['periodWinRate', 1],
  payoff_ratio: ['periodPayoff', 1],
  profit_factor: ['periodProfitFactor', 1],
  expectancy_period: ['periodExpectancy', 1],
  kelly_discrete: ['periodKelly', 1],
  sqn: ['periodSqn', 1],
  best: ['bestPeriod', 1],
  worst: ['worstPeriod', 1],
  max_consecutive_wins: ['maxConsecutivePeriodWins', 1],
  max_consecutive_losses: ['maxConsecutivePeriodLosses', 1],
  alpha_linear: ['alpha', 1],
  up_capture_geometric_mean: ['upCaptureGeometric', 1],
  down_capture_geometric_mean: ['downCaptureGeometric', 1],
  autocorrelation_lag1: ['autocorrelation', 1],
  cagr: ['cagr', 1],
};

const byId = new Map(returnMetrics.map((metric) => [metric.id, metric]));

/** The metric that a golden names, and the sign by which its value is to be multiplied. */
export function metricNamed(name: string): { metric: ReturnMetric; sign: 1 | -1 } | undefined {
  const camelCase = name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const [id, sign] = NAMES[name] ?? [camelCase, 1];
  const metric = byId.get(id);
  return metric && { metric, sign };
}

/** Every series of returns_metrics.json: one outcome for its metrics, one for each metric that does not exist. */
export function compareMetrics({ meta, series }: MetricGoldens, source: SeriesSource): CaseOutcome[] {
  const tolerance = Number(/relative ([\d.e+-]+)/.exec(meta.tolerance ?? '')?.[1] ?? 1e-9);
  return Object.entries(series).flatMap(([key, golden]) => {
    const perYear = seriesName(key).endsWith('_monthly') ? 12 : meta.periods_per_year;
    return attempt(`metrics ${key}`, () => compareSeries(key, golden, source, perYear, tolerance));
  });
}

function compareSeries(
  key: string,
  golden: SeriesGolden,
  source: SeriesSource,
  periodsPerYear: number,
  tolerance: number,
): CaseOutcome[] {
  const { account, benchmark, dates } = source.series(seriesName(key));
  const comparison = new Comparison(`metrics ${key}`, tolerance, 'relative');
  comparison.same('number of returns', dates.length, golden.n);
  const sample = returnSample(account, { benchmark, periodsPerYear, riskFreeRate: golden.rf_annual });
  const skipped: CaseOutcome[] = [];
  for (const [name, { value }] of Object.entries(golden.metrics)) {
    const named = metricNamed(name);
    if (named === undefined) {
      skipped.push({ name: `metrics ${key} ${name}`, status: 'skipped', detail: 'there is no such metric yet' });
      continue;
    }
    const own = named.metric(sample).value;
    comparison.number(name, own === null ? null : own * named.sign, value);
  }
  return [comparison.outcome(), ...skipped];
}
