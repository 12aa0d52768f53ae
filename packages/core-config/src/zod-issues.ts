import { nearestName } from '@tidemark/core-errors';
import type { z } from 'zod';
import type { ConfigIssue } from './issue.ts';
import type { Merged } from './merge.ts';
import { pathText, valueAt, type Path } from './path.ts';
import { schemaAt, unknownKeys, unwrap, type AnySchema } from './schema-walk.ts';
import { isSecret } from './secret.ts';
import { settingsOf } from './settings.ts';
import { wantedBy, wordsFor, wordsForFormat } from './wanted.ts';

/** Given to zod as every message that the schema does not say itself: so the two can be told apart. */
export const NO_MESSAGE = '\u0000';

/** zod's findings as mistakes in our own words, each where it was written. */
export function issuesOf(
  found: readonly z.core.$ZodIssue[],
  schema: AnySchema,
  merged: Merged,
  tree: Readonly<Record<string, unknown>>,
): ConfigIssue[] {
  const seen = new Set<string>();
  const unknown = unknownKeys(schema, tree).map(({ path, siblings }) => {
    seen.add(pathText(path));
    return unknownSetting(path, siblings, schema, merged);
  });
  const others = found.flatMap((issue) => {
    const path = issue.path as Path;
    if (issue.code !== 'unrecognized_keys') return [settingIssue(issue, path, schema, merged, tree)];
    const fresh = issue.keys.map((key) => [...path, key]).filter((at) => !seen.has(pathText(at)));
    return fresh.map((at) => unknownSetting(at, [], schema, merged));
  });
  return [...unknown, ...others];
}

function unknownSetting(path: Path, siblings: readonly string[], schema: AnySchema, merged: Merged): ConfigIssue {
  const key = String(path.at(-1));
  const near = nearestName(key, siblings);
  // The right name in the wrong section.
  const elsewhere = settingsOf(schema).find((setting) => setting.path.at(-1) === key)?.path;
  const known = siblings.length === 0 ? undefined : `the settings here are ${siblings.join(', ')}`;
  const fix =
    near !== undefined
      ? `did you mean ${near}?`
      : elsewhere === undefined
        ? known
        : `it belongs at ${pathText(elsewhere)}`;
  const what = `there is no setting ${pathText(path)}`;
  return { code: 'UNKNOWN_SETTING', path: pathText(path), what, place: merged.placeOf(path, 'key'), fix };
}

function settingIssue(
  issue: z.core.$ZodIssue,
  path: Path,
  schema: AnySchema,
  merged: Merged,
  tree: Readonly<Record<string, unknown>>,
): ConfigIssue {
  const at = schemaAt(schema, path);
  const value = valueAt(tree, path);
  const name = path.length === 0 ? 'the configuration' : pathText(path);
  const isMissing = value === undefined && issue.code !== 'custom' && issue.code !== 'invalid_key';
  const hides = isSecret(value) || (at !== undefined && unwrap(at).isSecret);
  const is = `${name} is ${hides ? '[redacted]' : shown(value)}`;
  const what = isMissing ? `${name} is missing` : value === undefined ? `${name} is not right` : is;
  const said = issue.message === NO_MESSAGE ? undefined : issue.message;
  const fix = said ?? fixFor(issue, value, at);
  const code = isMissing ? 'MISSING_SETTING' : 'INVALID_SETTING';
  return { code, path: pathText(path), what, place: merged.placeOf(path), fix };
}

function fixFor(issue: z.core.$ZodIssue, value: unknown, at: AnySchema | undefined): string {
  const wanted = at === undefined ? undefined : `give ${wantedBy(at)}`;
  switch (issue.code) {
    case 'invalid_type':
      return wanted ?? `give ${wordsFor(issue.expected) ?? issue.expected}`;
    case 'invalid_value': {
      const names = issue.values.map(String);
      const near = typeof value === 'string' ? nearestName(value, names) : undefined;
      return near === undefined
        ? `give ${names.length > 1 ? 'one of ' : ''}${names.join(', ')}`
        : `did you mean ${near}?`;
    }
    case 'too_small':
      return `give ${sizeOf(issue.origin, issue.minimum, issue.inclusive === true ? 'at least' : 'more than')}`;
    case 'too_big':
      return `give ${sizeOf(issue.origin, issue.maximum, issue.inclusive === true ? 'at most' : 'less than')}`;
    case 'invalid_format':
      return `give ${wordsForFormat(issue.format)}`;
    case 'not_multiple_of':
      return `give a multiple of ${issue.divisor}`;
    case 'invalid_key':
      return 'give it another name';
    case 'custom':
    case 'invalid_element':
    case 'invalid_union':
    case 'unrecognized_keys':
      return wanted ?? 'give another value';
  }
}

function sizeOf(origin: string, limit: number | bigint, words: string): string {
  if (origin === 'string') return limit === 1 ? 'a text' : `${words} ${limit} characters`;
  if (origin === 'array' || origin === 'set') return `${words} ${limit} in the list`;
  return `a number, ${words} ${limit}`;
}

/** A value as a person would write it, not longer than a line. */
function shown(value: unknown): string {
  const text = typeof value === 'bigint' ? `${value}` : (JSON.stringify(value, hiding) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function hiding(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)) ? String(value) : value;
}
