import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where market vocabulary is misused: an impossible bar, an unknown timeframe, a bad instrument. */
export class MarketError extends TidemarkError {}
