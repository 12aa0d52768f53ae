import { nearestName } from '@tidemark/core-errors';
import type { z } from 'zod';
import { StrategyError } from '../error.ts';

/**
 * Parameters checked and completed by a zod schema. A name that the schema's object does not have is an error, also
 * for `z.object`, which would drop it: a misspelt parameter must not run with its default. `z.looseObject` and
 * `catchall` take further names as they say.
 *
 * @param strategy name of the strategy, for messages
 * @param schema left out: the strategy takes no parameters
 * @throws StrategyError INVALID_PARAMS naming each parameter, its value and what is allowed
 */
export function parseParams<S extends z.ZodType>(strategy: string, schema: S | undefined, input: unknown): z.output<S> {
  const given = input ?? {};
  const where = `strategy ${strategy}`;
  refuseUnknownNames(given, schema === undefined ? [] : closedNames(schema), where);
  if (schema === undefined) return {} as z.output<S>;
  const parsed = check(schema, given, where);
  if (parsed.success) return parsed.data;
  const what = parsed.error.issues.map((issue) => describeIssue(issue, given)).join('; ');
  const names = parsed.error.issues.map(({ path }) => path.join('.')).filter((name) => name !== '');
  const fix = names.length === 0 ? undefined : `change ${[...new Set(names)].join(', ')}`;
  throw new StrategyError('INVALID_PARAMS', { what, where, fix, cause: parsed.error });
}

function check<S extends z.ZodType>(schema: S, given: unknown, where: string): z.ZodSafeParseResult<z.output<S>> {
  try {
    return schema.safeParse(given);
  } catch (cause) {
    const what = `the schema failed: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new StrategyError('INVALID_PARAMS', {
      what,
      where,
      fix: 'let the schema be synchronous, and throw nothing',
      cause,
    });
  }
}

function refuseUnknownNames(given: unknown, names: readonly string[] | undefined, where: string): void {
  if (names === undefined || typeof given !== 'object' || given === null) return;
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const what = `there is no parameter ${unknown}`;
  const meant = nearestName(unknown, names);
  const known = names.length === 0 ? 'the strategy takes no parameters' : `the parameters are ${names.join(', ')}`;
  throw new StrategyError('INVALID_PARAMS', {
    what,
    where,
    fix: meant === undefined ? known : `did you mean ${meant}?`,
  });
}

interface SchemaInside {
  readonly shape?: object;
  readonly def?: {
    readonly type?: string;
    readonly in?: unknown;
    readonly innerType?: unknown;
    readonly catchall?: unknown;
  };
}

/** The names of an object schema, seen through pipes, defaults and the like; undefined where any name may come. */
function closedNames(schema: unknown): readonly string[] | undefined {
  const { shape, def } = schema as SchemaInside;
  if (shape !== undefined) {
    const rest = def?.catchall as SchemaInside | undefined;
    return rest === undefined || rest.def?.type === 'never' ? Object.keys(shape) : undefined;
  }
  const inner = def?.in ?? def?.innerType;
  return inner === undefined ? undefined : closedNames(inner);
}

/** `fast is 0, allowed is at least 1`; what a rule over several parameters says comes with all of them. */
function describeIssue(issue: z.core.$ZodIssue, given: unknown): string {
  const name = issue.path.join('.') || 'params';
  if (issue.path.length === 0 && issue.code === 'custom') return `${issue.message}: ${preview(given)}`;
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], given);
  if (issue.code === 'custom') return `${issue.message}: ${name} is ${preview(value)}`;
  return `${name} is ${preview(value)}, allowed is ${allowed(issue)}`;
}

function allowed(issue: z.core.$ZodIssue): string {
  const { code } = issue;
  if (code === 'invalid_type') return issue.expected === 'int' ? 'a whole number' : `a value of type ${issue.expected}`;
  if (code === 'too_small') return bound(issue.inclusive === false ? 'above' : 'at least', issue.minimum, issue.origin);
  if (code === 'too_big') return bound(issue.inclusive === false ? 'below' : 'at most', issue.maximum, issue.origin);
  if (code === 'invalid_value') return issue.values.map(preview).join(' or ');
  return code === 'not_multiple_of' ? `a multiple of ${issue.divisor}` : issue.message;
}

function bound(side: string, limit: number | bigint, origin: string): string {
  const unit = origin === 'string' ? ' characters' : origin === 'array' || origin === 'set' ? ' entries' : '';
  return `${side} ${limit}${unit}`;
}

/** A value as a person would write it, on one line and not too long. */
function preview(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.slice(0, 5).map(preview).join(', ')}${value.length > 5 ? ', …' : ''}]`;
  const entries = Object.entries(value).map(([name, member]) => `${name}: ${preview(member)}`);
  const text = `{ ${entries.join(', ')} }`;
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
