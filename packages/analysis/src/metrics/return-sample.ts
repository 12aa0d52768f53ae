import type { EquityCurve } from '@tidemark/core-market';
import { AnalysisError } from '../error.ts';
import { smallestOf } from './column.ts';
import { drawdownSeries, drawdownsOfReturns } from './drawdown-series.ts';
import { momentsOf, type Moments } from './moments.ts';
import { periodsPerYear, type PeriodsPerYear } from './periods-per-year.ts';
import { quantileOfSorted } from './quantile.ts';
import { cleanReturns, returnsOfCurve } from './returns-column.ts';

/** Simple returns per period, with the times at which each was known where there are any. */
export interface ReturnSeries {
  readonly returns: Float64Array;
  /** Epoch ms, shape [n]. */
  readonly time?: Float64Array | undefined;
}

export type ReturnInput = EquityCurve | ReturnSeries | Float64Array;

export interface ReturnOptions {
  /** A fraction per YEAR, compounded: 0.02 is 2 % a year. 0 where left out. */
  readonly riskFreeRate?: number | undefined;
  /** Inferred from the times where left out; a bare column of returns needs it. */
  readonly periodsPerYear?: number | undefined;
  /** Of the same periods as the input. */
  readonly benchmark?: ReturnInput | ReturnSample | undefined;
  /** Leaves NaN returns out instead of refusing them. */
  readonly dropNaN?: boolean | undefined;
}

interface Parts {
  readonly returns: Float64Array;
  readonly time: Float64Array | undefined;
  readonly equity: Float64Array | undefined;
  readonly initial: number;
}

/**
 * The returns of one account with what many metrics share (moments, order statistics, drawdowns), each computed once
 * and only when asked for. Every metric takes one in place of a curve: `const sample = returnSample(curve)`, then
 * `sharpe(sample)`, `sortino(sample)` and so on.
 */
export class ReturnSample {
  /** Simple returns per period, shape [n]. */
  readonly returns: Float64Array;
  readonly length: number;
  /** When each was known, epoch ms, shape [n]. */
  readonly time: Float64Array | undefined;
  /** Fraction a year. */
  readonly riskFreeRate: number;
  readonly benchmark: ReturnSample | undefined;
  /** Whether the account reached zero: a return of -1 or below. */
  readonly ruined: boolean;
  readonly #parts: Parts;
  readonly #given: number | undefined;
  #inferred: PeriodsPerYear | undefined;
  #moments: Moments | undefined;
  #sorted: Float64Array | undefined;
  #drawdowns: Float64Array | undefined;
  #logWealth: number | undefined;

  /** Use `returnSample`, which reads and checks every form of input. */
  constructor(parts: Parts, options: ReturnOptions) {
    this.#parts = parts;
    this.returns = parts.returns;
    this.length = parts.returns.length;
    this.time = parts.time;
    this.riskFreeRate = options.riskFreeRate ?? 0;
    this.#given = options.periodsPerYear;
    this.ruined = smallestOf(this.returns) <= -1;
    const { benchmark, ...rest } = options;
    this.benchmark = benchmark === undefined ? undefined : alignedBenchmark(this, benchmark, rest);
  }

  /** Periods in a year and where that is from; undefined where too few times show it. @throws AnalysisError PERIODS_PER_YEAR_NEEDED */
  get annualisation(): PeriodsPerYear | undefined {
    if (this.#given !== undefined) return { periodsPerYear: this.#given, basis: 'as given' };
    if (this.time === undefined) {
      throw new AnalysisError('PERIODS_PER_YEAR_NEEDED', {
        what: 'a column of returns without times does not show how many periods make a year',
        fix: 'pass { periodsPerYear: 252 } (252 exchange days, 365 round the clock, 12 months) or a curve with times',
      });
    }
    return (this.#inferred ??= periodsPerYear(this.time));
  }

  get periodsPerYear(): number | undefined {
    return this.annualisation?.periodsPerYear;
  }

  /** Periods per year, for a metric declared `annualised`, which is never computed without. */
  get perYear(): number {
    return this.periodsPerYear ?? NaN;
  }

  /** The annual rate per period: (1 + rate)^(1 / N) - 1; 0 needs no N. */
  get riskFreePerPeriod(): number {
    return this.riskFreeRate === 0 ? 0 : (1 + this.riskFreeRate) ** (1 / this.perYear) - 1;
  }

  get moments(): Moments {
    return (this.#moments ??= momentsOf(this.returns));
  }

  get mean(): number {
    return this.moments.mean;
  }

  /** Sample standard deviation (n - 1); 0 where nothing but rounding moved. */
  get deviation(): number {
    return this.moments.deviation;
  }

  /** Returns in ascending order. */
  get sorted(): Float64Array {
    return (this.#sorted ??= this.returns.slice().sort());
  }

  /** Quantile with linear interpolation (type 7). */
  quantile(probability: number): number {
    return quantileOfSorted(this.sorted, probability);
  }

  /** Fractions below the high-water mark, shape [n]. */
  get drawdowns(): Float64Array {
    const { equity, initial } = this.#parts;
    return (this.#drawdowns ??=
      equity === undefined ? drawdownsOfReturns(this.returns) : drawdownSeries(equity, initial));
  }

  /** Natural logarithm of final / initial wealth: a sum, so that long series do not overflow. NaN for a ruined account. */
  get logWealth(): number {
    if (this.#logWealth === undefined) {
      let sum = 0;
      const { returns } = this;
      for (let i = 0; i < returns.length; i++) sum += Math.log1p(returns[i]);
      this.#logWealth = sum;
    }
    return this.#logWealth;
  }

  /** Final / initial wealth; Infinity where a float64 cannot hold it. */
  get wealth(): number {
    const { equity, initial, returns } = this.#parts;
    if (equity !== undefined) return equity.length === 0 ? 1 : equity[equity.length - 1] / initial;
    let wealth = 1;
    for (let i = 0; i < returns.length && wealth > 0; i++) wealth *= 1 + returns[i];
    return wealth;
  }
}

/**
 * Reads an equity curve, a return series or a column of returns for the metrics.
 *
 * @throws AnalysisError NAN_RETURN, NAN_EQUITY, INVALID_CAPITAL, INVALID_OPTION, LENGTHS_DIFFER, BENCHMARK_NOT_ALIGNED
 * @example returnSample(Float64Array.of(0.25, -0.5)).wealth // => 0.625
 */
export function returnSample(input: ReturnInput | ReturnSample, options: ReturnOptions = {}): ReturnSample {
  if (input instanceof ReturnSample) return input;
  checkOptions(options);
  if (input instanceof Float64Array) return ofColumn(input, undefined, options);
  if ('equity' in input) {
    const { equity, initial, time } = input;
    return new ReturnSample({ returns: returnsOfCurve(input), time, equity, initial }, options);
  }
  return ofColumn(input.returns, input.time, options);
}

function ofColumn(column: Float64Array, times: Float64Array | undefined, options: ReturnOptions): ReturnSample {
  const { returns, time } = cleanReturns(column, times, options.dropNaN ?? false);
  return new ReturnSample({ returns, time, equity: undefined, initial: 1 }, options);
}

function checkOptions({ riskFreeRate, periodsPerYear: perYear }: ReturnOptions): void {
  const refuse = (what: string, fix: string): never => {
    throw new AnalysisError('INVALID_OPTION', { what, fix });
  };
  if (riskFreeRate !== undefined && !(riskFreeRate > -1 && Number.isFinite(riskFreeRate))) {
    refuse(`riskFreeRate is ${riskFreeRate}`, 'give a fraction a year above -1: 0.02 is 2 %');
  }
  if (perYear !== undefined && !(perYear > 0 && Number.isFinite(perYear))) {
    refuse(`periodsPerYear is ${perYear}`, 'give a positive number, such as 252, 365 or 12');
  }
}

function alignedBenchmark(
  sample: ReturnSample,
  input: ReturnInput | ReturnSample,
  options: ReturnOptions,
): ReturnSample {
  const benchmark = returnSample(input, options);
  const refuse = (what: string): never => {
    throw new AnalysisError('BENCHMARK_NOT_ALIGNED', {
      what,
      fix: 'give a benchmark with one value per period of the run',
    });
  };
  if (benchmark.length !== sample.length) {
    refuse(`the benchmark has ${benchmark.length} returns, the account ${sample.length}`);
  }
  const { time } = benchmark;
  if (time !== undefined && sample.time !== undefined && time !== sample.time) {
    const i = sample.time.findIndex((value, k) => value !== time[k]);
    if (i >= 0)
      refuse(`value ${i} of the benchmark is of ${time[i]}, that of the account of ${sample.time[i]} (epoch ms)`);
  }
  return benchmark;
}
