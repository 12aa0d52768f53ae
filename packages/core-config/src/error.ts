import { TidemarkError } from '@tidemark/core-errors';

/** Thrown where @tidemark/core-config is asked for what it cannot do. */
export class ConfigError extends TidemarkError {}
