import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where @tidemark/modeling-rules is asked for what it cannot do. */
export class RulesError extends TidemarkError {}
