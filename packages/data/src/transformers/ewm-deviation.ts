import { DataError } from '../error.ts';
import type { ColumnTransformer } from './normalizer.ts';

/** How the deviation is measured. */
export interface EwmDeviationOptions {
  /** The weight of the newest row is 2 / (span + 1). */
  readonly span: number;
  /** Divide by the exponentially weighted standard deviation: an EWM z-score. Default false. */
  readonly standardize?: boolean | undefined;
}

/**
 * x minus its exponentially weighted mean, the row itself included: m += w (x - m), which starts at the first value.
 * Standardized it is divided by the square root of v = (1 - w) (v + w (x - m before)²), and NaN while v is 0. A NaN
 * gives NaN; as time passes, what was known before weighs less.
 *
 * @throws DataError INVALID_WINDOW
 * @see pandas' ewm(span, adjust=False, ignore_na=False)
 * @example ewmDeviation({ span: 3 }).apply(Float64Array.of(4, 8)) // => [0, 2]
 */
export function ewmDeviation({ span, standardize = false }: EwmDeviationOptions): ColumnTransformer {
  const name = `${standardize ? 'ewmZScore' : 'ewmDeviation'}(${span})`;
  if (!(span >= 1 && span < Infinity)) {
    throw new DataError('INVALID_WINDOW', {
      what: `the span is ${span}`,
      where: name,
      fix: 'give a span of at least 1',
    });
  }
  const weight = 2 / (span + 1);
  return {
    name,
    causal: true,
    apply(values) {
      const out = new Float64Array(values.length).fill(NaN);
      let mean = NaN;
      let variance = 0;
      let past = 1; // weight of what is known, which fades over rows that are not
      for (let i = 0; i < values.length; i++) {
        const value = values[i];
        past *= 1 - weight;
        if (value !== value) continue;
        if (mean !== mean) {
          mean = value;
        } else {
          const share = weight / (past + weight);
          const delta = value - mean;
          mean += share * delta;
          variance = (1 - share) * (variance + share * delta * delta);
        }
        past = 1;
        out[i] = standardize ? (variance > 0 ? (value - mean) / Math.sqrt(variance) : NaN) : value - mean;
      }
      return out;
    },
  };
}
