import { TidemarkError, type ErrorDetails } from '@tidemark/core-errors';
import type { ConfigIssue } from './issue.ts';

/** Thrown where @tidemark/core-config is asked for what it cannot do. */
export class ConfigError extends TidemarkError {
  /** Every mistake that was found, each with its place; empty where the error is no matter of the settings. */
  readonly issues: readonly ConfigIssue[];

  constructor(code: string, details: ErrorDetails, issues: readonly ConfigIssue[] = []) {
    super(code, details);
    this.issues = issues;
  }
}
