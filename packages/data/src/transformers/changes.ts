import type { ColumnTransformer } from './normalizer.ts';

/**
 * log(x / x before). NaN where either is not known or not positive, and in the first row.
 *
 * @example logReturns.apply(Float64Array.of(1, Math.E))[1] // => 1
 */
export const logReturns: ColumnTransformer = {
  name: 'logReturns',
  causal: true,
  apply(values) {
    const out = new Float64Array(values.length).fill(NaN);
    for (let i = 1; i < values.length; i++) {
      if (values[i] > 0 && values[i - 1] > 0) out[i] = Math.log(values[i] / values[i - 1]);
    }
    return out;
  },
};

/**
 * x / x before - 1. NaN where either is not known, after a 0, and in the first row.
 *
 * @example simpleReturns.apply(Float64Array.of(2, 3, 0, 5)) // => [NaN, 0.5, -1, NaN]
 */
export const simpleReturns: ColumnTransformer = {
  name: 'simpleReturns',
  causal: true,
  apply(values) {
    const out = new Float64Array(values.length).fill(NaN);
    for (let i = 1; i < values.length; i++) if (values[i - 1] !== 0) out[i] = values[i] / values[i - 1] - 1;
    return out;
  },
};

/**
 * x - x before. NaN where either is not known, and in the first row.
 *
 * @example difference.apply(Float64Array.of(2, 3, 1)) // => [NaN, 1, -2]
 */
export const difference: ColumnTransformer = {
  name: 'difference',
  causal: true,
  apply(values) {
    const out = new Float64Array(values.length).fill(NaN);
    for (let i = 1; i < values.length; i++) out[i] = values[i] - values[i - 1];
    return out;
  },
};
