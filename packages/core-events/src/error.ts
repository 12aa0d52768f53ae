import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where @tidemark/core-events is asked for what it cannot do. */
export class EventsError extends TidemarkError {}
