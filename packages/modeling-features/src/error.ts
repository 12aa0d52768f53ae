import { TidemarkError } from '@tidemark/core-errors';

/**
 * Thrown where features or labels are misused: FEATURE_TWICE, NO_FEATURES, OUTPUT_NEEDED, UNKNOWN_OUTPUT, COLUMN_MISSING,
 * LENGTHS_DIFFER, INVALID_OPTION, INVALID_EVENT.
 */
export class FeaturesError extends TidemarkError {}
