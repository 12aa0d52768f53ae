import { TidemarkError } from '@tidemark/core-errors';

/**
 * Thrown where an indicator is misused: INVALID_PERIOD, INVALID_PARAMETER, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER, STATE_INVALID; and by the
 * contract test where an indicator breaks the contract: CONTRACT_BROKEN.
 */
export class IndicatorError extends TidemarkError {}

/** Throws an IndicatorError: every indicator ships its messages, so each is written once and in few bytes. */
export const refuse = (code: string, where: string, what: string, fix: string): never => {
  throw new IndicatorError(code, { what, where, fix });
};
