import { DataError } from '../error.ts';
import { assertWindow } from './assert-window.ts';
import { expandingScale } from './normalize/expanding.ts';
import { rollingIqr, rollingMad, rollingMinMax, rollingZScore } from './normalize/rolling.ts';
import { scalingOf, unknownMethod, type Scaling, type ScalingMethod } from './normalize/scaling.ts';
import type { Transformer } from './transformer.ts';

/** A column in, a column of the same length out. */
export type ColumnTransformer = Transformer<Float64Array>;

/** Which rows the centre and the spread of a row come from. */
export interface NormalizerOptions {
  /**
   * Trailing rows, its own included: a number of them, `expanding` for all so far, or `all` for the whole column, which
   * looks ahead. A NaN in a window of fixed length makes the row NaN; the others pass over it.
   */
  readonly window: number | 'expanding' | 'all';
  /** Degrees of freedom taken off in the standard deviation. Default 1, with `all` 0. */
  readonly ddof?: 0 | 1 | undefined;
  /** With `expanding`, how many known rows there must be. Default 2. */
  readonly least?: number | undefined;
}

/**
 * Scales a column to comparable size: `zScore`, `minMax`, `iqr` or `mad`. A window without spread gives NaN, never 0
 * and never Infinity.
 *
 * @returns causal unless the window is `all`
 * @throws DataError INVALID_WINDOW, UNKNOWN_METHOD
 * @example
 * normalizer('zScore', { window: 2 }).apply(Float64Array.of(1, 2, 2)) // => [NaN, 0.7071067811865475, NaN]
 * normalizer('minMax', { window: 'all' }).causal // => false
 */
export function normalizer(method: ScalingMethod, { window, ddof, least = 2 }: NormalizerOptions): ColumnTransformer {
  const name = `${method}(${window})`;
  if (!['zScore', 'minMax', 'iqr', 'mad'].includes(method)) throw unknownMethod(method as never);
  if (window === 'all') {
    return {
      name,
      causal: false,
      apply: (values) => scale(values, scalingOf(values, method, ddof ?? 0)),
    };
  }
  if (window === 'expanding') {
    assertWindow(name, least, 1);
    return { name, causal: true, apply: (values) => expandingScale(values, method, { ddof: ddof ?? 1, least }) };
  }
  assertWindow(name, window, 2);
  return { name, causal: true, apply: (values) => rolling(values, method, window, ddof ?? 1) };
}

function rolling(values: Float64Array, method: ScalingMethod, window: number, ddof: number): Float64Array {
  switch (method) {
    case 'zScore':
      return rollingZScore(values, window, ddof);
    case 'minMax':
      return rollingMinMax(values, window);
    case 'iqr':
      return rollingIqr(values, window);
    case 'mad':
      return rollingMad(values, window);
    default:
      throw unknownMethod(method);
  }
}

/** A normalizer with constants, which can be kept as JSON and undone. */
export interface FittedNormalizer extends ColumnTransformer {
  readonly method: ScalingMethod;
  readonly scaling: Scaling;
  /** Back to the original size: predictions, for example. */
  invert(values: Float64Array): Float64Array;
}

/** Which rows are learned from. */
export interface FitOptions {
  /** The training rows [start, end) of the column. Default all. */
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  /** Degrees of freedom taken off in the standard deviation. Default 0. */
  readonly ddof?: 0 | 1 | undefined;
}

/**
 * Learns centre and spread from training rows, to apply them to later ones. It is causal on rows after the training
 * range; on the training rows themselves it knows what came after each.
 *
 * @throws DataError NO_SPREAD where the training rows are all the same or not known, INVALID_RANGE, UNKNOWN_METHOD
 * @example
 * const fitted = fitNormalizer('minMax', Float64Array.of(10, 30, 50), { end: 2 });
 * fitted.apply(Float64Array.of(50)) // => [2]
 * fitted.invert(Float64Array.of(2)) // => [50]
 */
export function fitNormalizer(
  method: ScalingMethod,
  training: Float64Array,
  { start = 0, end = training.length, ddof = 0 }: FitOptions = {},
): FittedNormalizer {
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= training.length)) {
    const what = `rows ${start} to ${end} are no part of ${training.length}`;
    throw new DataError('INVALID_RANGE', { what, where: `fit of ${method}`, fix: 'give start < end <= length' });
  }
  const scaling = scalingOf(training.subarray(start, end), method, ddof);
  if (!(scaling.scale > 0)) {
    const what = `rows ${start} to ${end} have no spread: they are all the same, or not known`;
    throw new DataError('NO_SPREAD', { what, where: `fit of ${method}`, fix: 'fit on more rows' });
  }
  return fittedNormalizer(method, scaling);
}

/**
 * A fitted normalizer from its constants: from a file, for example.
 *
 * @example fittedNormalizer('zScore', { center: 5, scale: 2 }).apply(Float64Array.of(9)) // => [2]
 */
export function fittedNormalizer(method: ScalingMethod, scaling: Scaling): FittedNormalizer {
  return {
    name: `${method}(fitted)`,
    causal: true,
    method,
    scaling,
    apply: (values) => scale(values, scaling),
    invert(values) {
      const out = new Float64Array(values.length);
      for (let i = 0; i < values.length; i++) out[i] = values[i] * scaling.scale + scaling.center;
      return out;
    },
  };
}

function scale(values: Float64Array, scaling: Scaling): Float64Array {
  const { center, scale: by } = scaling;
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = (values[i] - center) / by;
  return out;
}
