import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where a task cannot be sent, run or answered. */
export class WorkersError extends TidemarkError {}
