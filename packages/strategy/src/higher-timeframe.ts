import { resampleBars, type BarSeries, type Columns, type Timeframe } from '@tidemark/core-market';
import { onClock } from './on-clock.ts';

/**
 * Columns of a longer timeframe on the clock of the bars: an hourly average beside minute bars. A bar of the longer
 * timeframe is seen by the bar that closes with it and by those after it, never before it has closed; until the first one
 * has, there is NaN. Frames are anchored in UTC.
 *
 * @param timeframe longer than that of the bars, and a multiple of it
 * @param columns one column, or an object of columns, computed on the bars of the longer timeframe
 * @returns shape [bars.length] each
 * @throws StrategyError COLUMN_TYPE, COLUMN_LENGTH; MarketError NOT_COARSER, NOT_A_MULTIPLE, INVALID_TIMEFRAME
 * @example
 * import { sampleBars } from '@tidemark/strategy/testing';
 * const bars = sampleBars({ bars: 180 });
 * const hourly = higherTimeframe(bars, '1h', ({ close }) => close);
 * [hourly[58], hourly[59] === bars.close[59], hourly[118] === bars.close[59]] // => [NaN, true, true]
 */
export function higherTimeframe(
  bars: BarSeries,
  timeframe: Timeframe,
  columns: (higher: BarSeries) => Float64Array,
): Float64Array;
export function higherTimeframe<C extends Columns>(
  bars: BarSeries,
  timeframe: Timeframe,
  columns: (higher: BarSeries) => C,
): { readonly [K in keyof C]: Float64Array };
export function higherTimeframe(
  bars: BarSeries,
  timeframe: Timeframe,
  columns: (higher: BarSeries) => Float64Array | Columns,
): Float64Array | Columns {
  return onClock(bars, resampleBars(bars, timeframe), columns as (higher: BarSeries) => Columns);
}
