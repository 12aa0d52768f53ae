/**
 * Why a number is missing:
 * `insufficient_data` too few returns or times; `zero_variance` nothing moved, so there is no risk to divide by;
 * `no_losses` and `no_drawdown` nothing to divide by either; `no_trades` no round trip has closed; `no_wins` none of
 * them gained; `no_benchmark` none was given; `ruined` the account reached zero, after which returns mean nothing;
 * `overflow` the number exceeds what a float64 holds.
 */
export type MissingReason =
  | 'insufficient_data'
  | 'zero_variance'
  | 'no_losses'
  | 'no_wins'
  | 'no_drawdown'
  | 'no_trades'
  | 'no_benchmark'
  | 'ruined'
  | 'overflow';

/** A number, or null with the reason: never 0, NaN or Infinity in its place. */
export interface MetricValue {
  readonly value: number | null;
  readonly reason?: MissingReason | undefined;
}

/** `fraction` 0.12 is 12 %; `money` is in the account's currency; `ratio` has no unit. */
export type MetricUnit = 'fraction' | 'ratio' | 'money' | 'count' | 'bars' | 'days';

export type MetricGroup = 'return' | 'ratio' | 'risk' | 'drawdown' | 'distribution' | 'benchmark' | 'trade';

/** What a metric says of itself: reports, documents and searches read the same record. */
export interface MetricDefinition {
  /** Stable between versions: what an objective or a stored result names. */
  readonly id: string;
  /** As a reader sees it: `Sharpe ratio`. */
  readonly name: string;
  readonly group: MetricGroup;
  readonly unit: MetricUnit;
  /** Which way is better, for searches and comparisons. */
  readonly better: 'higher' | 'lower' | 'neither';
  readonly formula: string;
  /** What differs from tool to tool, and how it is here. */
  readonly convention: string;
  /** Who defined it. */
  readonly source: string;
  /** Scaled to a year: depends on the number of periods in one. */
  readonly annualised?: boolean | undefined;
}

/** A computed number, or the reason why there is none. */
export type Computed = number | MissingReason;

/** The result of a computation in the form that leaves the package: only finite numbers are numbers. */
export function metricValue(computed: Computed): MetricValue {
  if (typeof computed === 'string') return { value: null, reason: computed };
  if (Number.isNaN(computed)) return { value: null, reason: 'insufficient_data' };
  if (!Number.isFinite(computed)) return { value: null, reason: 'overflow' };
  return { value: computed === 0 ? 0 : computed }; // -0 is 0
}

/** A function that carries its definition: `sharpe(curve)` computes, `sharpe.formula` explains. */
export function withDefinition<F extends (...args: never[]) => MetricValue, D extends MetricDefinition>(
  compute: F,
  definition: D,
): F & D {
  for (const [key, value] of Object.entries(definition))
    Object.defineProperty(compute, key, { value, enumerable: true });
  return compute as F & D;
}
