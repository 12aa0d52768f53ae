import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where @tidemark/core-cache is asked for what it cannot do. */
export class CacheError extends TidemarkError {}
