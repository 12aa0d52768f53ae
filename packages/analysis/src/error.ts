import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where an analysis cannot be made: NaN in a curve, a benchmark of another length, a folder that cannot be written. */
export class AnalysisError extends TidemarkError {}
