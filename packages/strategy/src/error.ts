import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where a strategy is defined, made, run, loaded or audited wrongly. */
export class StrategyError extends TidemarkError {}
