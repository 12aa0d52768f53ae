import type { Matrix } from '../matrix.ts';

/** A fitted model that answers the probability of the positive class. */
export interface Classifier {
  readonly name: string;
  /** Names of the features it was fitted on, in order. */
  readonly features: readonly string[];
  /** The label, 0 or 1. */
  predict(row: Float64Array): number;
  predict(rows: Matrix): Float64Array;
  /** In [0, 1]. */
  predictProba(row: Float64Array): number;
  predictProba(rows: Matrix): Float64Array;
}

/** A fitted model that answers a value. */
export interface Regressor {
  readonly name: string;
  readonly features: readonly string[];
  predict(row: Float64Array): number;
  predict(rows: Matrix): Float64Array;
}
