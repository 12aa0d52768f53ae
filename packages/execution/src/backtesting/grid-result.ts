import type { BarSeries, Columns } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';
import type { GridPoint, ParameterGrid } from './grid-options.ts';
import type { BacktestResult } from './result.ts';

/** A combination that could not be run. */
export interface GridFailure {
  readonly row: number;
  /** Of the error; the name of one that has no code. */
  readonly code: string;
  readonly what: string;
  readonly cause: unknown;
}

/** What a grid of backtests measured: a column for each figure, shape [rows]. */
export interface GridColumns {
  readonly finalEquity: Float64Array;
  readonly totalReturn: Float64Array;
  readonly maxDrawdown: Float64Array;
  readonly trades: Float64Array;
  readonly measured: Columns;
}

/** One row for each combination of a grid of parameters. A row that failed is NaN in every column but its parameters. */
export class GridResult<G extends ParameterGrid = ParameterGrid> {
  /** Rows. */
  readonly length: number;
  /** A column for each parameter; of one whose values are not all numbers, which of its values it is, from 0. */
  readonly params: { readonly [Name in keyof G]: Float64Array };
  /** Money after the last bar. */
  readonly finalEquity: Float64Array;
  /** Fraction: 0.12 is 12 %. */
  readonly totalReturn: Float64Array;
  /** A positive fraction: 0.25 is 25 %. */
  readonly maxDrawdown: Float64Array;
  /** Closed round trips. */
  readonly trades: Float64Array;
  /** What `measure` asked for, by name. */
  readonly measured: Columns;
  /** By row. */
  readonly failures: readonly GridFailure[];
  readonly #points: readonly GridPoint<G>[];
  readonly #run: (point: GridPoint<G>) => BacktestResult<BarSeries | undefined>;

  constructor(
    grid: G,
    points: readonly GridPoint<G>[],
    { finalEquity, totalReturn, maxDrawdown, trades, measured }: GridColumns,
    failures: readonly GridFailure[],
    run: (point: GridPoint<G>) => BacktestResult<BarSeries | undefined>,
  ) {
    this.length = points.length;
    const columns = Object.keys(grid).map((name) => [name, columnOf(grid[name], (k) => points[k][name], this.length)]);
    this.params = Object.fromEntries(columns) as { readonly [Name in keyof G]: Float64Array };
    this.finalEquity = finalEquity;
    this.totalReturn = totalReturn;
    this.maxDrawdown = maxDrawdown;
    this.trades = trades;
    this.measured = measured;
    this.failures = failures;
    this.#points = points;
    this.#run = run;
  }

  /** The parameters of row `k`. @throws ExecutionError NO_SUCH_ROW */
  point(k: number): GridPoint<G> {
    const point = this.#points[k];
    if (point !== undefined) return point;
    const fix = this.length === 0 ? 'the grid has no rows' : `the rows are 0 to ${this.length - 1}`;
    throw new ExecutionError('NO_SUCH_ROW', { what: `there is no row ${k}`, where: 'backtestGrid', fix });
  }

  /** Runs the combination of row `k` again, with all that a backtest records. @throws what the run throws; NO_SUCH_ROW */
  run(k: number): BacktestResult<BarSeries | undefined> {
    return this.#run(this.point(k));
  }
}

function columnOf(values: ParameterGrid[string], at: (k: number) => unknown, length: number): Float64Array {
  const numbers = values.every((value) => typeof value === 'number');
  const column = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    const value = at(k);
    column[k] = numbers ? (value as number) : values.indexOf(value as (typeof values)[number]);
  }
  return column;
}
