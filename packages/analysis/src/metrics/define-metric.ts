import { metricValue, withDefinition, type Computed, type MetricDefinition, type MetricValue } from './metric.ts';
import { returnSample, type ReturnInput, type ReturnOptions, type ReturnSample } from './return-sample.ts';

/** A metric of an equity curve or of its returns: a function that carries its definition. */
export interface ReturnMetric extends MetricDefinition {
  /**
   * @param input an equity curve, a return series or a column of simple returns per period
   * @throws AnalysisError NAN_RETURN, NAN_EQUITY, INVALID_CAPITAL, INVALID_OPTION, BENCHMARK_NOT_ALIGNED,
   *   PERIODS_PER_YEAR_NEEDED (a column without times, where the metric is annualised)
   */
  (input: ReturnInput | ReturnSample, options?: ReturnOptions): MetricValue;
  readonly needs: MetricNeeds;
}

/** What must be there before a metric is computed; what is missing is the reason of a null. */
export interface MetricNeeds {
  /** Fewest returns; 1 where left out. */
  readonly returns?: number | undefined;
  readonly benchmark?: boolean | undefined;
  /** Still has a meaning when the account has reached zero. */
  readonly survivesRuin?: boolean | undefined;
}

/**
 * Declares a metric of returns once, as data and a function.
 *
 * @param compute sees at least `needs.returns` returns of an account that was not ruined (unless `survivesRuin`);
 *   answers a number or the reason why there is none
 * @example
 * const range = defineMetric(
 *   { id: 'range', name: 'Range', group: 'risk', unit: 'fraction', better: 'lower', formula: 'max r - min r', convention: '', source: '' },
 *   {},
 *   (sample) => sample.quantile(1) - sample.quantile(0),
 * );
 * range(Float64Array.of(-0.25, 0, 0.5)).value // => 0.75
 */
export function defineMetric(
  definition: MetricDefinition,
  needs: MetricNeeds,
  compute: (sample: ReturnSample) => Computed,
): ReturnMetric {
  const { returns: least = 1, benchmark = false, survivesRuin = false } = needs;
  const metric = (input: ReturnInput | ReturnSample, options?: ReturnOptions): MetricValue => {
    const sample = returnSample(input, options);
    if (benchmark && sample.benchmark === undefined) return metricValue('no_benchmark');
    if (sample.length < least) return metricValue('insufficient_data');
    if (!survivesRuin && (sample.ruined || (benchmark && sample.benchmark?.ruined))) return metricValue('ruined');
    if (definition.annualised && sample.periodsPerYear === undefined) return metricValue('insufficient_data');
    return metricValue(compute(sample));
  };
  return withDefinition(metric, { ...definition, needs });
}
