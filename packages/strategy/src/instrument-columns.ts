import type { BarFrameSeries, BarSeries, Columns } from '@tidemark/core-market';
import { checkWarmup, readiness } from './base/column-run.ts';
import { StrategyError } from './error.ts';

/** Columns of every instrument on its own bars, and when they are there. */
export interface InstrumentColumns {
  /** By symbol. */
  readonly columns: Readonly<Record<string, Columns>>;
  /** Names of the columns: the same for each instrument. */
  readonly names: readonly string[];
  /** The first moment of the clock at which one instrument has all its columns; the clock's length where none ever has. */
  readonly first: number;
}

/**
 * Computes columns on each instrument's own bars.
 *
 * @param warmup moments; left out: when the first instrument is ready
 * @throws StrategyError COLUMN_TYPE, COLUMN_LENGTH, COLUMNS_DIFFER, INVALID_WARMUP
 */
export function instrumentColumns(
  name: string,
  { symbols, series, index, length }: BarFrameSeries,
  compute: (bars: BarSeries) => Columns,
  warmup: number | undefined,
): InstrumentColumns {
  const columns: Record<string, Columns> = {};
  let names: readonly string[] | undefined;
  let first = length;
  for (const symbol of symbols) {
    const bars = series[symbol];
    const own = compute(bars);
    const ready = readiness(`${name}, ${symbol}`, own, bars.length, [], undefined).warmup;
    names ??= Object.keys(own);
    checkNames(name, symbol, Object.keys(own), symbols[0], names);
    columns[symbol] = own;
    for (let i = 0; i < first; i++) if (index[symbol][i] >= ready) first = i;
  }
  if (warmup !== undefined) checkWarmup(warmup, `strategy ${name}`);
  return { columns, names: names ?? [], first: warmup ?? first };
}

function checkNames(
  strategy: string,
  symbol: string,
  own: readonly string[],
  other: string,
  names: readonly string[],
): void {
  if (own.length === names.length && own.every((name) => names.includes(name))) return;
  throw new StrategyError('COLUMNS_DIFFER', {
    what: `${symbol} has the columns ${own.join(', ')}, ${other} has ${names.join(', ')}`,
    where: `strategy ${strategy}`,
    fix: 'answer the same columns for each instrument, NaN where not known',
  });
}
