import type { BarSeries, Calendar } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { groupBars } from './bins/group-bars.ts';
import { SessionBins } from './bins/session-bins.ts';
import type { ColumnTransformer } from './normalizer.ts';
import type { OutlierDetector } from './outliers.ts';
import { takeBars } from './take-bars.ts';
import type { Transformer } from './transformer.ts';

/**
 * Keeps the bars that open while the market trades: open <= time < close of a session, outside of its break.
 *
 * @example sessionHours(xnys).apply(bars)
 */
export function sessionHours(calendar: Calendar): Transformer<BarSeries> {
  return {
    name: `sessionHours(${calendar.name})`,
    causal: true,
    apply: (bars) => groupBars(bars, new SessionBins(Infinity, calendar), 'left').inside,
  };
}

/** Which column of the bars is looked at. */
export interface DropOutliersOptions {
  /** A field or an extra column. Default `close`. */
  readonly column?: string | undefined;
}

/**
 * Leaves out the bars that a detector flags. As causal as the detector.
 *
 * @throws DataError COLUMN_MISSING, where it is applied
 * @example dropOutliers(hampel({ window: 21 })).apply(bars)
 */
export function dropOutliers(
  detector: OutlierDetector,
  { column = 'close' }: DropOutliersOptions = {},
): Transformer<BarSeries> {
  return {
    name: `dropOutliers(${detector.name}, ${column})`,
    causal: detector.causal,
    apply(bars) {
      const flags = detector.flags(columnOf(bars, column));
      const rows = new Int32Array(bars.length);
      let kept = 0;
      for (let i = 0; i < bars.length; i++) if (flags[i] === 0) rows[kept++] = i;
      return kept === bars.length ? bars : takeBars(bars, rows.subarray(0, kept));
    },
  };
}

/**
 * A column with NaN where a detector flags its value. As causal as the detector.
 *
 * @example maskOutliers(medianDeviation()).apply(Float64Array.of(1, 2, 1, 2, 90)) // => [1, 2, 1, 2, NaN]
 */
export function maskOutliers(detector: OutlierDetector): ColumnTransformer {
  return {
    name: `maskOutliers(${detector.name})`,
    causal: detector.causal,
    apply(values) {
      const flags = detector.flags(values);
      const out = new Float64Array(values.length);
      for (let i = 0; i < values.length; i++) out[i] = flags[i] === 0 ? values[i] : NaN;
      return out;
    },
  };
}

function columnOf(bars: BarSeries, name: string): Float64Array {
  const { open, high, low, close, volume, extra } = bars;
  const columns: Readonly<Record<string, Float64Array | undefined>> = { ...extra, open, high, low, close, volume };
  const column = columns[name];
  if (column !== undefined) return column;
  const fix = `it has ${Object.keys(columns).join(', ')}`;
  throw new DataError('COLUMN_MISSING', { what: `there is no column ${name}`, where: bars.symbol, fix, column: name });
}
