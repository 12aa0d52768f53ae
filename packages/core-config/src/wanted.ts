import { definitionOf, unwrap, type AnySchema } from './schema-walk.ts';

const FORMATS: Readonly<Record<string, string>> = {
  safeint: 'a whole number',
  int: 'a whole number',
  int32: 'a whole number',
  uint32: 'a whole number',
  date: 'a day, such as 2024-01-31',
  datetime: 'a moment, such as 2024-01-31T14:30:00Z',
  time: 'a time of day, such as 14:30:00',
  url: 'a URL',
  email: 'an e-mail address',
  uuid: 'a UUID',
  regex: 'a text of another form',
};
const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'settings below it',
  record: 'settings below it',
  date: 'a date',
  null: 'null',
};

/** What a kind of type takes, in words; undefined where there are none for it. */
export function wordsFor(type: string): string | undefined {
  return TYPES[type];
}

/** What a format takes, in words. */
export function wordsForFormat(format: string): string {
  return FORMATS[format] ?? `a text in the form ${format}`;
}

/** What a setting takes, in words. */
export function wantedBy(wrapped: AnySchema): string {
  const { schema, isSecret } = unwrap(wrapped);
  if (isSecret) return 'a secret text';
  const def = definitionOf(schema);
  if (def.type === 'enum') return `one of ${Object.values(def.entries).join(', ')}`;
  if (def.type === 'literal') return def.values.map((value) => JSON.stringify(value) ?? String(value)).join(' or ');
  if (def.type === 'array') return `a list, each ${wantedBy(def.element)}`;
  if (def.type === 'union') return [...new Set(def.options.map(wantedBy))].join(' or ');
  if (def.type === 'number' || def.type === 'string') {
    const format = 'format' in def ? String(def.format) : formatOf(def.checks);
    if (format !== undefined && format !== 'regex') return wordsForFormat(format);
  }
  return TYPES[def.type] ?? 'a value';
}

/** A format that was added as a check: `z.number().int()`. */
function formatOf(checks: readonly { _zod: { def: object } }[] | undefined): string | undefined {
  for (const check of checks ?? []) {
    const { def } = check._zod;
    if ('format' in def) return String(def.format);
  }
  return undefined;
}
