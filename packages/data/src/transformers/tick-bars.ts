import type { BarSeries, Instrument, TickSeries } from '@tidemark/core-market';
import type { TickBarColumns } from './bar-columns-builder.ts';
import { TickBarBuilder } from './tick-bar-builder.ts';
import { checkTickBarRule, type TickBarRule } from './tick-bar-rule.ts';
import type { Transformer } from './transformer.ts';

/** What becomes of the last bar. */
export interface TickBarsOptions {
  /** A last bar that is not full: left out (default), or kept as it stands. */
  readonly partial?: 'drop' | 'keep' | undefined;
}

/** Trades to bars, as a series and as a table. */
export interface TickBars extends Transformer<TickSeries, BarSeries> {
  /** A series with `extra.vwap` and `extra.ticks`; each bar closes with the trade that fills it. */
  apply(ticks: TickSeries): BarSeries;
  /** Columns for export and comparison, the last bar included as it stands. */
  table(ticks: TickSeries): TickBarColumns;
}

/**
 * Bars of trades: by time, ticks, volume, money, or imbalance. Ticks of equal time keep their order. Where bars open
 * and close within one millisecond, they are a microsecond long, so that times ascend.
 *
 * @throws DataError INVALID_THRESHOLD, INVALID_TIMEFRAME, UNKNOWN_RULE; where it is applied TICKS_NOT_ASCENDING,
 *   BAD_TICK
 * @example
 * const [time, price, size] = [Float64Array.of(0, 5, 9), Float64Array.of(10, 11, 10), Float64Array.of(3, 4, 2)];
 * const { instrument } = syntheticBars({ bars: 1 });
 * const ticks = { instrument, length: 3, time, price, size };
 * tickBars({ by: 'volume', threshold: 5 }).apply(ticks).close // => [11]
 * tickBars({ by: 'volume', threshold: 5 }).table(ticks).volume // => [7, 2]
 * tickBars({ by: 'volume', threshold: 5, split: true }).table(ticks).volume // => [5, 4]
 */
export function tickBars(rule: TickBarRule, { partial = 'drop' }: TickBarsOptions = {}): TickBars {
  checkTickBarRule(rule);
  const built = ({ time, price, size, aggressor, length }: TickSeries): TickBarBuilder => {
    const builder = new TickBarBuilder(rule);
    for (let i = 0; i < length; i++)
      builder.add(time[i], price[i], size[i], aggressor === undefined ? NaN : aggressor[i]);
    return builder;
  };
  return {
    name: `tickBars(${rule.by})`,
    causal: true,
    apply: (ticks) => tickBarSeries(built(ticks).columns(partial === 'keep'), rule, ticks.instrument),
    table: (ticks) => built(ticks).columns(true),
  };
}

/** Columns of bars of trades as a series: the builder keeps its rules, so nothing is checked again. */
export function tickBarSeries(columns: TickBarColumns, rule: TickBarRule, instrument: Instrument): BarSeries {
  const { time, closeTime, open, high, low, close, volume, vwap, ticks } = columns;
  return {
    symbol: instrument.symbol,
    instrument,
    timeframe: rule.by === 'time' ? rule.timeframe : 'irregular',
    adjustment: 'none',
    length: time.length,
    time,
    open,
    high,
    low,
    close,
    volume,
    closeTime,
    extra: { vwap, ticks },
  };
}
