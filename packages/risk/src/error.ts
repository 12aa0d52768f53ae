import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where a sizer is misused. */
export class RiskError extends TidemarkError {}
