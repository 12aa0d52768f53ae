import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where @tidemark/core-workers is asked for what it cannot do. */
export class WorkersError extends TidemarkError {}
