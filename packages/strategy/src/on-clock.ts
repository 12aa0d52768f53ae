import { asOfIndex, closeTimeAt, closeTimes, sliceBars, takeAsOf, upperBound } from '@tidemark/core-market';
import type { BarSeries, Columns } from '@tidemark/core-market';
import { checkColumn } from './base/column-run.ts';
import { StrategyError } from './error.ts';

/**
 * Columns of another series on the clock of the bars: of another instrument, or of another timeframe. Each bar sees the
 * last bar of the other series that had closed by its own close, and NaN before there was one.
 *
 * `columns` is given only what had closed by the close of the last bar, so that an audit, which takes bars away, finds
 * columns that look ahead in the other series too.
 *
 * @param columns one column, or an object of columns, with one entry per bar of the series that it is given
 * @returns shape [bars.length] each
 * @throws StrategyError COLUMN_TYPE, COLUMN_LENGTH
 * @example
 * import { sampleBars } from '@tidemark/strategy/testing';
 * const bars = sampleBars({ bars: 60 });
 * const index = sampleBars({ bars: 40, seed: 8 });
 * onClock(bars, index, ({ close }) => close)[50] === index.close[39] // => true
 */
export function onClock(bars: BarSeries, other: BarSeries, columns: (known: BarSeries) => Float64Array): Float64Array;
export function onClock<C extends Columns>(
  bars: BarSeries,
  other: BarSeries,
  columns: (known: BarSeries) => C,
): { readonly [K in keyof C]: Float64Array };
export function onClock(
  bars: BarSeries,
  other: BarSeries,
  columns: (known: BarSeries) => Float64Array | Columns,
): Float64Array | Columns {
  const closes = closeTimes(other);
  const end = bars.length === 0 ? 0 : upperBound(closes, closeTimeAt(bars, bars.length - 1));
  const known = sliceBars(other, 0, end);
  const index = asOfIndex(closeTimes(bars), closes.subarray(0, end));
  const where = `columns of ${other.symbol} on the clock of ${bars.symbol}`;
  const place = (name: string, column: Float64Array): Float64Array => {
    checkColumn(name, column, end, where);
    return takeAsOf(column, index);
  };
  const answer = columns(known);
  if (answer instanceof Float64Array) return place(other.symbol, answer);
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer) || 'then' in answer) {
    const fix = 'answer a Float64Array, or an object of them';
    throw new StrategyError('COLUMN_TYPE', {
      what: 'columns answered neither a column nor an object of columns',
      where,
      fix,
    });
  }
  return Object.fromEntries(Object.entries(answer).map(([name, column]) => [name, place(name, column)]));
}
