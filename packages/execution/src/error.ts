import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where a run cannot go on or its options cannot be meant. */
export class ExecutionError extends TidemarkError {}
