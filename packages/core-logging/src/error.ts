import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where @tidemark/core-logging is asked for what it cannot do. */
export class LoggingError extends TidemarkError {}
