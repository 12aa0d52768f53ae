import type { BarSeries, PortfolioStrategy, Strategy } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';
import type { GridCheckpoint, GridCheckpointOptions } from './checkpoint/grid-checkpoint.ts';
import type { BacktestOptions } from './options.ts';
import type { BacktestResult } from './result.ts';

/** A value of a parameter. */
export type GridValue = number | string | boolean;

/** What is tried of each parameter, by name. */
export type ParameterGrid = Readonly<Record<string, readonly GridValue[]>>;

/** One combination of a grid: a value for each parameter. */
export type GridPoint<G extends ParameterGrid> = { readonly [Name in keyof G]: G[Name][number] };

/** A number of each run; null, or a metric without a value, is NaN. */
export type GridMeasure = (
  result: BacktestResult<BarSeries | undefined>,
) => number | null | { readonly value: number | null };

/** Backtests of one strategy with many parameters: the options of a backtest, which all of them share, and the grid. */
export interface GridOptions<G extends ParameterGrid> extends Omit<
  BacktestOptions,
  'strategy' | 'portfolio' | 'on' | 'bus' | 'checkpoint' | 'resume'
> {
  /** Makes the strategy of a combination: what `defineStrategy` answers does, or any function. */
  readonly strategy?: ((params: GridPoint<G>) => Strategy) | undefined;
  /** Instead: makes weights across many instruments. */
  readonly portfolio?: ((params: GridPoint<G>) => PortfolioStrategy) | undefined;
  /** `{ fast: [5, 10], slow: [60, 80] }` */
  readonly grid: G;
  /** Combinations that are not meant are left out: they have no row. */
  readonly where?: ((params: GridPoint<G>) => boolean) | undefined;
  /** More columns, by name. A run makes its trades and orders only where one of these reads them. */
  readonly measure?: Readonly<Record<string, GridMeasure>> | undefined;
  /** Keeps the rows from time to time, so that the grid can go on from there. */
  readonly checkpoint?: GridCheckpointOptions | undefined;
  /** Goes on from a checkpoint of the same grid. */
  readonly resume?: GridCheckpoint | undefined;
}

/**
 * Every combination of a grid, in the order of nested loops: the last parameter changes fastest.
 *
 * @throws ExecutionError INVALID_GRID
 * @example gridPoints({ fast: [5, 10], slow: [60, 80] }, ({ fast, slow }) => fast + slow !== 65) // => [{ fast: 5, slow: 80 }, { fast: 10, slow: 60 }, { fast: 10, slow: 80 }]
 */
export function gridPoints<G extends ParameterGrid>(
  grid: G,
  where: (params: GridPoint<G>) => boolean = () => true,
): GridPoint<G>[] {
  checkGrid(grid);
  let points: Record<string, GridValue>[] = [{}];
  for (const [name, values] of Object.entries(grid)) {
    points = points.flatMap((point) => values.map((value) => ({ ...point, [name]: value })));
  }
  return (points as GridPoint<G>[]).filter((point) => where(point));
}

function checkGrid(grid: unknown): asserts grid is ParameterGrid {
  const lists: [name: string, values: unknown][] = Object.entries(Object(grid) as object);
  const fix = 'give a list of values for each parameter: { fast: [5, 10], slow: [60, 80] }';
  const refuse = (what: string): never => {
    throw new ExecutionError('INVALID_GRID', { what, where: 'backtestGrid, option grid', fix });
  };
  if (lists.length === 0) refuse('the grid has no parameters');
  for (const [name, values] of lists) {
    if (!Array.isArray(values) || values.length === 0) {
      return refuse(`the values of ${name} are ${Array.isArray(values) ? 'an empty list' : String(values)}`);
    }
    for (const value of values as unknown[]) if (!isValue(value)) refuse(`a value of ${name} is ${String(value)}`);
    if (new Set(values).size < values.length) refuse(`${name} has a value twice`);
  }
}

function isValue(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isNaN(value);
  return typeof value === 'string' || typeof value === 'boolean';
}
