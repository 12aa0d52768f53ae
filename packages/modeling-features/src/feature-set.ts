import { matrixOf, type Bar, type BarSeries, type FeaturePipeline, type Matrix } from '@tidemark/core-market';
import { FeaturesError } from './error.ts';
import type { Feature, FeatureStream } from './feature.ts';

/** Features bar by bar, as one row. */
export interface FeatureSetStream {
  /** The row of a closed bar, shape [features]. */
  update(bar: Bar): Float64Array;
  /** The row that a forming bar would give; commits nothing. */
  peek(bar: Bar): Float64Array;
  copy(): FeatureSetStream;
}

/** Named causal columns, in a fixed order. */
export interface FeatureSet {
  readonly features: readonly Feature[];
  /** One name per column. */
  readonly names: readonly string[];
  /** The first row on which every feature is known, where no input is NaN. */
  readonly warmup: number;
  /** Shape [bars, features]; a feature is NaN where it is not known. */
  over(bars: BarSeries): Matrix;
  /** A fresh stream of rows: the bits of the matrix. */
  stream(): FeatureSetStream;
  /** The set as a model's input, with a stream of its own behind `transform`. */
  pipeline(): FeaturePipeline;
}

/**
 * Puts features together into the rows that a model learns from.
 *
 * Rows are computed from bars up to their own and never from labels: those are another type, which nothing here accepts.
 *
 * @throws FeaturesError NO_FEATURES, FEATURE_TWICE
 * @example
 * import { rsi } from '@tidemark/modeling-indicators';
 * featureSet([simpleReturn(1), technical(rsi, [14])]).names // => ['return_1', 'rsi_14']
 */
export function featureSet(features: readonly Feature[]): FeatureSet {
  const names = features.map(({ name }) => name);
  if (features.length === 0) throw new FeaturesError('NO_FEATURES', { what: 'the set is empty', fix: 'give features' });
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    const fix = 'leave one out, or rename it: { ...feature, name }';
    throw new FeaturesError('FEATURE_TWICE', { what: `two features are called ${twice}`, where: 'featureSet', fix });
  }
  const over = (bars: BarSeries): Matrix =>
    matrixOf(Object.fromEntries(features.map((feature) => [feature.name, feature.over(bars)])));
  const warmup = Math.max(...features.map(({ lookback }) => lookback));
  const stream = (): FeatureSetStream => rowsOf(features.map((feature) => feature.stream()));
  return {
    features,
    names,
    warmup,
    over,
    stream,
    pipeline() {
      const rows = stream();
      return { names, warmup, over, transform: (bar) => rows.update(bar) };
    },
  };
}

function rowsOf(streams: readonly FeatureStream[]): FeatureSetStream {
  return {
    update: (bar) => Float64Array.from(streams, (stream) => stream.update(bar)),
    peek: (bar) => Float64Array.from(streams, (stream) => stream.peek(bar)),
    copy: () => rowsOf(streams.map((stream) => stream.copy())),
  };
}
