import type { Bar, BarSeries } from '@tidemark/core-market';
import { nearestName } from '@tidemark/core-errors';
import { FeaturesError } from './error.ts';
import type { Feature, FeatureStream } from './feature.ts';

const FIELDS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** The fields of a bar, by which features read it. */
export type BarField = (typeof FIELDS)[number];

/** The fields of a bar, then whatever else the series has under that name. */
export type ColumnName = BarField | (string & {});

/**
 * A column of the bars as they are: what features are made of.
 *
 * @param name a field of a bar, or a further column of the series; of those a stream cannot be opened, for a bar does not have them
 * @throws FeaturesError COLUMN_MISSING, when it is computed
 * @example barColumn('close').formula // => 'close'
 */
export function barColumn(name: ColumnName): Feature {
  return {
    name,
    formula: name,
    lookback: 0,
    over: (bars) => columnOf(bars, name),
    stream: () => fieldStream(name),
  };
}

function columnOf(bars: BarSeries, name: string): Float64Array {
  const { time, open, high, low, close, volume, extra } = bars;
  const columns: Readonly<Record<string, Float64Array>> = { time, open, high, low, close, volume, ...extra };
  return Object.hasOwn(columns, name) ? columns[name] : missing(name, Object.keys(columns), bars.symbol);
}

function fieldStream(name: string): FeatureStream {
  const field = FIELDS.find((each) => each === name);
  if (field === undefined) return missing(name, FIELDS, 'a stream of bars');
  const read = (bar: Bar): number => bar[field];
  const stream: FeatureStream = { update: read, peek: read, copy: () => stream };
  return stream;
}

function missing(name: string, known: readonly string[], where: string): never {
  const near = nearestName(name, known);
  const fix = near === undefined ? `take one of ${known.join(', ')}` : `did you mean ${near}?`;
  throw new FeaturesError('COLUMN_MISSING', { what: `no column ${name}`, where, fix });
}
