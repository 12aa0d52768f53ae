import { nearestName } from '@tidemark/core-errors';
import type * as z from 'zod';

/** What a RulesError says of a rule that is none. */
export interface RuleComplaint {
  readonly what: string;
  readonly where: string;
  readonly fix: string;
}

/**
 * The first thing that is wrong with a rule, in words.
 *
 * @param given what was to be a rule
 * @param fields the fields of each kind of rule
 */
export function describeIssues(
  error: z.ZodError,
  given: unknown,
  fields: ReadonlyMap<string, readonly string[]>,
): RuleComplaint {
  const issue = error.issues[0];
  const where = issue.path.reduce<string>(
    (path, key) => path + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`),
    'rule',
  );
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], given);
  if (issue.code === 'unrecognized_keys') {
    const kind = String((value as { readonly kind?: unknown }).kind);
    const [unknown] = issue.keys;
    return { what: `${kind} has no field ${unknown}`, where, fix: suggestion(unknown, fields.get(kind) ?? []) };
  }
  if (issue.code === 'invalid_union' && where.endsWith('.kind')) {
    return { what: `there is no kind ${preview(value)}`, where, fix: suggestion(value, [...fields.keys()]) };
  }
  const what = value === undefined ? 'it is missing' : `it is ${preview(value)}`;
  if (issue.code === 'invalid_value') return { what, where, fix: suggestion(value, issue.values.map(String)) };
  return { what, where, fix: remedy(issue) };
}

function suggestion(name: unknown, known: readonly string[]): string {
  const meant = typeof name === 'string' ? nearestName(name, known) : undefined;
  return meant === undefined ? `take one of ${known.join(', ')}` : `did you mean ${meant}?`;
}

function remedy(issue: z.core.$ZodIssue): string {
  const { code } = issue;
  if (code === 'invalid_type') {
    const { expected } = issue;
    if (expected === 'int') return 'give a whole number';
    return expected === 'object'
      ? "give a rule, such as { kind: 'below', column: 'rsi', other: 30 }"
      : `give a ${expected}`;
  }
  if (code === 'too_small' && issue.origin === 'string') return 'give a name';
  if (code === 'too_small' && issue.origin === 'array') return 'give at least one';
  if (code === 'too_small')
    return `give a number ${issue.inclusive === true ? 'of at least' : 'above'} ${issue.minimum}`;
  if (code === 'too_big') return `give a number of at most ${issue.maximum}`;
  return issue.message;
}

/** A value as a person would write it, on one line and not too long. */
function preview(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value === 'number') return String(value); // JSON writes NaN as null
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
