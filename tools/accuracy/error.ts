import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where the accuracy command is misused, or a file that it needs is not there. */
export class AccuracyError extends TidemarkError {}
