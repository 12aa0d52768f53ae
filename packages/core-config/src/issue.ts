import { ConfigError } from './error.ts';
import type { Place } from './place.ts';

/** One mistake in a configuration. */
export interface ConfigIssue {
  readonly code:
    | 'UNKNOWN_SETTING'
    | 'MISSING_SETTING'
    | 'INVALID_SETTING'
    | 'SYNTAX'
    | 'UNKNOWN_PROFILE'
    | 'REFERENCE_UNKNOWN'
    | 'REFERENCE_UNRESOLVED';
  /** `cache.ttlMs`; empty where it is about no setting. */
  readonly path: string;
  /** What is wrong, with the value that shows it; never with a secret. */
  readonly what: string;
  readonly place?: Place | undefined;
  readonly fix?: string | undefined;
}

/**
 * A mistake in one line.
 *
 * @example
 * issueText({ code: 'INVALID_SETTING', path: 'a', what: 'a is 5', place: { text: 'c.yaml:3:4' }, fix: 'give a text' })
 * // => 'c.yaml:3:4: a is 5 (give a text)'
 */
export function issueText({ what, place, fix }: ConfigIssue): string {
  return `${place === undefined ? '' : `${place.text}: `}${what}${fix === undefined ? '' : ` (${fix})`}`;
}

/** All mistakes as one error, whose message has a line for each. */
export function invalidConfig(issues: readonly ConfigIssue[], cause?: unknown): ConfigError {
  const [first] = issues;
  if (issues.length === 1 && first !== undefined) {
    const { what, place, fix } = first;
    return new ConfigError('CONFIG_INVALID', { what, where: place?.text, fix, cause }, issues);
  }
  const lines = issues.map((issue) => `\n  ${issueText(issue)}`).join('');
  return new ConfigError(
    'CONFIG_INVALID',
    { what: `${issues.length} mistakes in the configuration:${lines}`, cause },
    issues,
  );
}
