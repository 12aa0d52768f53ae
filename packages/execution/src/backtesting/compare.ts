import type { MetricDefinition } from '@tidemark/analysis';
import { ExecutionError } from '../error.ts';
import { measureRun, runMetrics, type MeasuredRun, type RunMetricOptions } from './run-metrics.ts';

export interface CompareOptions extends RunMetricOptions {
  /** Compares runs over different periods all the same. Default: they are refused. */
  readonly periods?: 'same' | 'any' | undefined;
}

/** A number for each run; null where a run has none. */
type ComparedColumn = readonly (number | null)[];

/** Several runs side by side. Plain data. */
export interface Comparison {
  /** The rows: names of the runs. */
  readonly rows: readonly string[];
  /** The columns, with what each is and which way is better. */
  readonly metrics: readonly Pick<MetricDefinition, 'id' | 'name' | 'group' | 'unit' | 'better'>[];
  /** By id of the metric: `columns.sharpe[1]` is that of the second run. */
  readonly columns: Readonly<Record<string, ComparedColumn>>;
  /** By id: what each has more than the first. */
  readonly differences: Readonly<Record<string, ComparedColumn>>;
  /** When each run's first and last value was known, epoch ms; null without bars. */
  readonly periods: readonly { readonly from: number | null; readonly to: number | null; readonly bars: number }[];
}

/**
 * A table of several runs: a row each, a column for every metric of equity and trades, and the differences to the first.
 *
 * @param runs by name, or in a list: then a name is the strategy's, numbered where another run has it too
 * @throws ExecutionError NOTHING_TO_COMPARE, DIFFERENT_PERIODS (unless `periods: 'any'`), MIXED_CURRENCIES
 * @example
 * const run = (...equity) => ({
 *   strategy: 'hold', currency: 'USD', trades: [],
 *   equity: { length: 2, time: Float64Array.of(0, 86_400_000), equity: Float64Array.from(equity), initial: 100 },
 * });
 * const { rows, columns, differences } = compare({ one: run(100, 150), other: run(100, 175) });
 * rows // => ['one', 'other']
 * columns.totalReturn // => [0.5, 0.75]
 * differences.totalReturn // => [0, 0.25]
 */
export function compare(
  runs: readonly MeasuredRun[] | Readonly<Record<string, MeasuredRun>>,
  options: CompareOptions = {},
): Comparison {
  const { periods = 'same', ...measure } = options;
  const named = namedRuns(runs);
  checkComparable(named, periods);
  const measured = named.map(([, run]) => measureRun(run, measure));
  const columnOf = (of: (row: number, id: string) => number | null) =>
    Object.fromEntries(runMetrics.map(({ id }) => [id, named.map((_, row) => of(row, id))]));
  const value = (row: number, id: string): number | null => measured[row][id].value;
  const difference = (row: number, id: string): number | null => {
    const [own, first] = [value(row, id), value(0, id)];
    return own === null || first === null ? null : own - first;
  };
  return {
    rows: named.map(([name]) => name),
    metrics: runMetrics.map(({ id, name, group, unit, better }) => ({ id, name, group, unit, better })),
    columns: columnOf(value),
    differences: columnOf(difference),
    periods: named.map(([, run]) => ({ ...periodOf(run), bars: run.equity.length })),
  };
}

type NamedRun = readonly [name: string, run: MeasuredRun];

function namedRuns(runs: readonly MeasuredRun[] | Readonly<Record<string, MeasuredRun>>): NamedRun[] {
  if (!Array.isArray(runs)) return Object.entries(runs as Readonly<Record<string, MeasuredRun>>);
  const taken = new Set<string>();
  return (runs as readonly MeasuredRun[]).map((run) => {
    let name = run.strategy;
    for (let number = 2; taken.has(name); number++) name = `${run.strategy} ${number}`;
    taken.add(name);
    return [name, run];
  });
}

function periodOf({ equity: { time, length } }: MeasuredRun): { from: number | null; to: number | null } {
  return length === 0 ? { from: null, to: null } : { from: time[0], to: time[length - 1] };
}

function checkComparable(named: readonly NamedRun[], periods: 'same' | 'any'): void {
  const refuse = (code: string, what: string, fix: string): never => {
    throw new ExecutionError(code, { what, where: 'compare', fix });
  };
  if (named.length === 0) return refuse('NOTHING_TO_COMPARE', 'there are no runs', 'give results: [one, other]');
  const [[firstName, first], ...others] = named;
  for (const [name, run] of others) {
    if (run.currency !== first.currency) {
      const what = `the money of ${name} is ${run.currency}, that of ${firstName} is ${first.currency}`;
      refuse('MIXED_CURRENCIES', what, 'compare runs in one currency');
    }
    const [one, other] = [periodOf(first), periodOf(run)];
    if (periods === 'any' || (one.from === other.from && one.to === other.to)) continue;
    const what = `${firstName} runs ${textOf(one)}, ${name} ${textOf(other)}`;
    refuse('DIFFERENT_PERIODS', what, "run them over the same bars, or pass { periods: 'any' }");
  }
}

function textOf({ from, to }: ReturnType<typeof periodOf>): string {
  if (from === null || to === null) return 'over no bars';
  return `from ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
}
