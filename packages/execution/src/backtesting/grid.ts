import { isTidemarkError } from '@tidemark/core-errors';
import type { BarSeries, Once, PortfolioStrategy, Strategy } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';
import { VERSION } from '../version.ts';
import { curveFigures } from './curve-figures.ts';
import { backtest } from './engine.ts';
import { currenciesOf, type Currencies } from './currencies.ts';
import { gridPoints, type GridMeasure, type GridOptions, type GridPoint, type ParameterGrid } from './grid-options.ts';
import { GridResult, type GridColumns, type GridFailure } from './grid-result.ts';
import { gridCheckpoint, restoreGrid } from './checkpoint/grid-checkpoint.ts';
import { codeHash, planOf } from './manifest.ts';
import { checkKept, resolveOptions, type ResolvedOptions } from './options.ts';
import { BacktestResult } from './result.ts';
import { sharedColumns } from './shared-columns.ts';
import { runDataOf, type BacktestBars, type RunData } from './run-data.ts';
import { simulate } from './simulator.ts';

/**
 * Backtests a strategy with every combination of a grid of parameters: a table of one row each, in the order of nested
 * loops (the last parameter changes fastest). Each row is `backtest` with these parameters, to the bit. Only what the
 * table shows is kept: memory does not grow with the bars, and no orders or trades are made that nobody asked for.
 *
 * A sweep that takes its time can be kept from time to time with `checkpoint`, and `resume` takes up its rows.
 *
 * A combination that fails has a row of NaN, and its error is listed in `failures`. What all of them share is checked
 * first, and thrown.
 *
 * @param bars as `backtest` takes them
 * @param options those of a backtest, with a factory in place of the strategy
 * @returns columns of shape [rows]; `run(k)` repeats a row with all that a backtest records
 * @throws ExecutionError INVALID_GRID, INVALID_STRATEGY, INVALID_MEASURE, CHECKPOINT_MISMATCH, and what `backtest` throws for its options and
 *   bars
 * @example
 * const time = Float64Array.of(0, 60_000, 120_000, 180_000);
 * const price = Float64Array.of(10, 20, 40, 40);
 * const bars = { symbol: 'X', instrument: { symbol: 'X', currency: 'USD', multiplier: 1 }, timeframe: '1m', adjustment: 'none',
 *   length: 4, time, open: price, high: price, low: price, close: price, volume: price };
 * const from = ({ bar }) => ({ name: 'from', over: () => ({ columns: {}, warmup: 0, signal: (i) => (i < bar ? 0 : 1) }) });
 * const table = backtestGrid(bars, { strategy: from, grid: { bar: [0, 1] }, sizer: { name: 'ten', quantity: () => 10 }, capital: 1_000 });
 * table.params.bar // => [0, 1]
 * table.finalEquity // => [1200, 1000]
 */
export function backtestGrid<const G extends ParameterGrid>(
  bars: BacktestBars,
  options: GridOptions<G>,
): GridResult<G> {
  const { strategy, portfolio, grid, where, measure = {}, checkpoint, resume, ...shared } = options;
  checkKept({ checkpoint, resume }, 'rows');
  checkFactory(strategy, portfolio);
  const make = (point: GridPoint<G>): Made =>
    strategy === undefined ? { portfolio: portfolio!(point) } : { strategy: strategy(point) };
  const measures = measuresOf(measure);
  const points = gridPoints(grid, where);
  const data = runDataOf(bars);
  const common = resolveOptions({ ...shared, ...TO_BE_MADE }, data.symbols);
  const money = currenciesOf(data, common.currency, common.fx);
  const table = columnsOf(points.length, Object.keys(measure));
  const kept = checkpoint !== undefined || resume !== undefined;
  const plan = kept && {
    ...planOf(Object.values(data.series), common),
    points,
    measures: Object.entries(measure).map(([name, each]) => [name, String(each)]),
    code: codeOf(make, points),
  };
  const failures = resume === undefined ? [] : restoreGrid(resume, plan, table);
  // A measure may keep the result that it is given; otherwise all runs write to the same curve.
  const curve = measures.length === 0 ? new Float64Array(data.length) : undefined;
  const once = sharedColumns();
  for (let k = resume?.rows ?? 0; k < points.length; k++) {
    try {
      const made = make(points[k]);
      resolveOptions(made); // refuses what is no strategy
      measureRun(data, { ...common, strategy: undefined, ...made }, money, measures, table, k, curve, once);
    } catch (cause) {
      failures.push(failureOf(k, cause));
      clear(table, k);
    }
    const rows = k + 1;
    if (checkpoint !== undefined && (rows % checkpoint.every === 0 || rows === points.length)) {
      checkpoint.save(gridCheckpoint(rows, plan, table, failures));
    }
  }
  return new GridResult(grid, points, table, failures, (point) => backtest(bars, { ...shared, ...make(point) }));
}

type Made = { readonly strategy: Strategy } | { readonly portfolio: PortfolioStrategy };

/** Stands for the strategies while what all runs share is checked. */
const TO_BE_MADE = { strategy: { name: 'grid', over: () => ({ columns: {}, warmup: 0, signal: () => NaN }) } };

/** Of what the first combination makes that can be made: the text of a factory says little of what it makes. */
function codeOf<P>(make: (point: P) => Made, points: readonly P[]): string | null {
  for (const point of points) {
    try {
      const made = make(point);
      return codeHash('strategy' in made ? made.strategy : made.portfolio);
    } catch {
      continue; // it is a failure of the grid, with a row of its own
    }
  }
  return null;
}

function checkFactory(strategy: unknown, portfolio: unknown): void {
  const both = strategy !== undefined && portfolio !== undefined;
  const given = strategy ?? portfolio;
  if (typeof given === 'function' && !both) return;
  throw new ExecutionError('INVALID_STRATEGY', {
    what: both ? 'there are a strategy and a portfolio' : `the strategy is ${given === null ? 'null' : typeof given}`,
    where: 'backtestGrid',
    fix: both ? 'give one of them' : 'give what makes one of parameters: smaCross, or (params) => smaCross(params)',
  });
}

function measuresOf(measure: Readonly<Record<string, unknown>>): [name: string, measure: GridMeasure][] {
  return Object.entries(measure).map(([name, each]) => {
    if (typeof each === 'function') return [name, each as GridMeasure];
    const fix = 'give a function of the result: ({ equity }) => sharpe(equity)';
    const where = 'backtestGrid, option measure';
    throw new ExecutionError('INVALID_MEASURE', { what: `${name} is ${String(each)}`, where, fix });
  });
}

function columnsOf(rows: number, measured: readonly string[]): GridColumns {
  const column = (): Float64Array => new Float64Array(rows).fill(NaN);
  return {
    finalEquity: column(),
    totalReturn: column(),
    maxDrawdown: column(),
    trades: column(),
    measured: Object.fromEntries(measured.map((name) => [name, column()])),
  };
}

/** One run, of which its row is all that is left. */
function measureRun(
  data: RunData,
  options: ResolvedOptions,
  money: Currencies,
  measures: readonly [name: string, measure: GridMeasure][],
  table: GridColumns,
  k: number,
  curve: Float64Array | undefined,
  once: Once,
): void {
  const simulation = simulate(data, options, money, curve, once);
  const { equity, fills } = simulation.engine;
  const { finalEquity, totalReturn, maxDrawdown } = curveFigures(equity, options.capital);
  table.finalEquity[k] = finalEquity;
  table.totalReturn[k] = totalReturn;
  table.maxDrawdown[k] = maxDrawdown;
  table.trades[k] = fills.closing;
  if (measures.length === 0) return;
  const result = new BacktestResult<BarSeries | undefined>(data, options, simulation, money, VERSIONS);
  for (const [name, measure] of measures) {
    const answer = measure(result);
    table.measured[name][k] = (typeof answer === 'object' && answer !== null ? answer.value : answer) ?? NaN;
  }
}

const VERSIONS = { '@tidemark/execution': VERSION };

function failureOf(row: number, cause: unknown): GridFailure {
  if (isTidemarkError(cause)) return { row, code: cause.code, what: cause.message, cause };
  const { name, message } = cause instanceof Error ? cause : { name: 'Error', message: String(cause) };
  return { row, code: name, what: message, cause };
}

function clear({ measured, ...columns }: GridColumns, k: number): void {
  for (const column of [...Object.values(columns), ...Object.values(measured)]) column[k] = NaN;
}
