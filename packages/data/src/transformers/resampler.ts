import { assertCoarser, closeTimes, floorTime, mergeBars } from '@tidemark/core-market';
import type { BarSeries, MergeOptions, Timeframe } from '@tidemark/core-market';
import { withCloseTimes } from '../calendars/close-times.ts';
import { zone } from '../calendars/time-zone.ts';
import { fillEmptyBins } from './bins/fill-empty-bins.ts';
import { groupBars } from './bins/group-bars.ts';
import { SessionBins } from './bins/session-bins.ts';
import { binsOf, checkBinOptions, isIntraday, looksAhead, type BinOptions } from './resample-options.ts';
import { resampleTable, type ResampledTable, type TableOptions } from './resample-table.ts';
import type { Transformer } from './transformer.ts';

/** How time is cut, and what becomes of bins without bars and of the last one. */
export interface ResamplerOptions extends BinOptions, MergeOptions {
  /** Bins without bars: `drop`, the default, or `ffill`: the four prices are the close before, nothing was traded. */
  readonly empty?: 'drop' | 'ffill' | undefined;
}

/** Bars of a longer timeframe, as a series and as a table. */
export interface Resampler extends Transformer<BarSeries> {
  /**
   * A series whose bars carry their close times: whatever `closed` and whatever the zone, nothing sees a bar before its
   * bin has ended and its last bar has closed.
   */
  apply(bars: BarSeries): BarSeries;
  /** Columns for export and comparison, the last bin included as it stands; not for trading. */
  table(bars: BarSeries, options?: TableOptions): ResampledTable;
}

/**
 * Resamples bars: a bar belongs to the bin that holds its open. In UTC without further options it is `resampleBars`.
 *
 * @param timeframe longer than that of the bars, and a multiple of it; bars of irregular length take any
 * @throws DataError OPTIONS_CONFLICT, NOT_A_DURATION, UNSUPPORTED_TIMEFRAME, UNKNOWN_TIME_ZONE
 * @throws MarketError INVALID_TIMEFRAME; NOT_COARSER and NOT_A_MULTIPLE where it is applied
 * @example
 * const bars = syntheticBars({ bars: 600, timeframe: '1m', start: Date.UTC(2024, 2, 10, 5) });
 * const fours = resampler('4h', { timeZone: 'America/New_York' }).apply(bars); // clocks go forward at 07:00Z
 * (fours.closeTime[0] - fours.time[0]) / 3_600_000 // => 3
 */
export function resampler(timeframe: Timeframe, options: ResamplerOptions = {}): Resampler {
  checkBinOptions(timeframe, options);
  const { empty = 'drop', closed = 'left' } = options;
  const local = zone(options.calendar?.timeZone ?? options.timeZone ?? 'UTC');
  const midnight = (time: number): number => local.firstMoment(floorTime('1d', local.toLocal(time)));
  const grouped = (bars: BarSeries): ReturnType<typeof groupBars> => {
    assertCoarser(bars, timeframe);
    const bins = binsOf(timeframe, options, bars.time[0] ?? 0, bars.time[bars.length - 1] ?? 0);
    const { calendar } = options;
    if (calendar === undefined || isIntraday(timeframe)) return groupBars(bars, bins, closed);
    if (bars.timeframe === 'irregular' || isIntraday(bars.timeframe)) {
      return groupBars(groupBars(bars, new SessionBins(Infinity, calendar), closed).inside, bins, closed);
    }
    // Bars of a day or more may be stamped with their date, which lies in no session; their last moment does.
    const timed = bars.closeTime === undefined ? withCloseTimes(bars, calendar) : bars;
    return groupBars(
      timed,
      bins,
      closed,
      closeTimes(timed).map((time) => time - 1),
    );
  };
  return {
    name: `resample(${[timeframe, options.calendar?.name ?? options.timeZone ?? []].flat().join(', ')})`,
    causal: !looksAhead(options),
    apply(bars) {
      const { inside, groups, bins } = grouped(bars);
      const merged = mergeBars(inside, groups, timeframe, options);
      return empty === 'ffill' ? fillEmptyBins(merged, groups, bins) : merged;
    },
    table: (bars, tableOptions) => resampleTable(grouped(bars), midnight, tableOptions),
  };
}
