import { DataError } from '../../error.ts';
import { quantileOfSorted, sortedKnown } from '../sorted-window.ts';

/** MAD times this estimates the standard deviation of normal values: 1 / Φ⁻¹(3/4). */
export const MAD_TO_DEVIATION = 1.4826022185056018;

/**
 * What is taken away and what is divided by: `zScore` mean and standard deviation, `minMax` least value and range,
 * `iqr` median and interquartile range, `mad` median and scaled median absolute deviation.
 */
export type ScalingMethod = 'zScore' | 'minMax' | 'iqr' | 'mad';

/** Constants of a linear scaling: (x - center) / scale. */
export interface Scaling {
  readonly center: number;
  /** NaN where the values have no spread: they cannot be told apart. */
  readonly scale: number;
}

/**
 * The scaling of all known values of a column.
 *
 * @param values NaN is not known and counts nowhere
 * @param ddof degrees of freedom taken off in the standard deviation
 * @example scalingOf(Float64Array.of(1, 2, 3), 'minMax', 0) // => { center: 1, scale: 2 }
 */
export function scalingOf(values: Float64Array, method: ScalingMethod, ddof: number): Scaling {
  const sorted = sortedKnown(values);
  const count = sorted.length;
  if (count === 0) return { center: NaN, scale: NaN };
  const least = sorted[0];
  const greatest = sorted[count - 1];
  switch (method) {
    case 'minMax':
      return { center: least, scale: spread(greatest - least) };
    case 'iqr': {
      const range = quantileOfSorted(sorted, count, 0.75) - quantileOfSorted(sorted, count, 0.25);
      return { center: quantileOfSorted(sorted, count, 0.5), scale: spread(range) };
    }
    case 'mad': {
      const center = quantileOfSorted(sorted, count, 0.5);
      const distances = sorted.map((value) => Math.abs(value - center)).sort();
      return { center, scale: spread(MAD_TO_DEVIATION * quantileOfSorted(distances, count, 0.5)) };
    }
    case 'zScore': {
      let mean = 0;
      let squares = 0;
      for (let i = 0; i < count; i++) {
        const delta = sorted[i] - mean;
        mean += delta / (i + 1);
        squares += delta * (sorted[i] - mean);
      }
      const deviation = count > ddof ? Math.sqrt(squares / (count - ddof)) : NaN;
      return { center: mean, scale: least === greatest ? NaN : spread(deviation) };
    }
    default:
      throw unknownMethod(method);
  }
}

/** No spread is not known, so that nothing is divided by 0. */
export function spread(value: number): number {
  return value > 0 ? value : NaN;
}

/** @throws DataError UNKNOWN_METHOD always, where a program without types asks */
export function unknownMethod(method: never): DataError {
  return new DataError('UNKNOWN_METHOD', {
    what: `there is no normalizer ${JSON.stringify(method)}`,
    fix: 'give zScore, minMax, iqr or mad',
  });
}
