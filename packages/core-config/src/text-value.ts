import { z } from 'zod';
import { definitionOf, unwrap, type AnySchema } from './schema-walk.ts';

const NUMBER = /^[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const TRUE = new Set(['true', 'yes', 'on', '1']);
const FALSE = new Set(['false', 'no', 'off', '0']);

/**
 * A text from the environment or the command line as the setting wants it. What does not fit stays a text, for the
 * schema to refuse with its place.
 *
 * @example
 * valueOfText('10_000', z.number()) // => 10000
 * valueOfText('off', z.boolean()) // => false
 * valueOfText('1, 2', z.array(z.number())) // => [1, 2]
 * valueOfText('ten', z.number()) // => 'ten'
 */
export function valueOfText(text: string, wrapped: AnySchema): unknown {
  const { schema, isSecret, isNullable } = unwrap(wrapped);
  if (isNullable && text.trim() === 'null') return null;
  if (isSecret) return text;
  const def = definitionOf(schema);
  const trimmed = text.trim();
  if (def.type === 'union') return ofUnion(text, def.options);
  if (def.type === 'literal') return def.values.find((value) => String(value) === trimmed) ?? text;
  if (def.type !== 'array') return READERS[def.type]?.(trimmed) ?? text;
  if (trimmed.startsWith('[')) return parsed(trimmed) ?? text;
  return trimmed === '' ? [] : trimmed.split(',').map((part) => valueOfText(part.trim(), def.element));
}

/** By the kind of type; undefined for a text that does not fit. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  number: (text) => (NUMBER.test(text) ? Number(text.replaceAll('_', '')) : undefined),
  bigint: (text) => (/^[+-]?\d+$/.test(text) ? BigInt(text) : undefined),
  boolean: (text) => (TRUE.has(text.toLowerCase()) ? true : FALSE.has(text.toLowerCase()) ? false : undefined),
  object: parsed,
  record: parsed,
  any: parsed,
  unknown: parsed,
};

/** The first member that takes it; those that take texts are asked last, for they take anything. */
function ofUnion(text: string, options: readonly AnySchema[]): unknown {
  const isText = (option: AnySchema): boolean => definitionOf(unwrap(option).schema).type === 'string';
  for (const option of [...options.filter((one) => !isText(one)), ...options.filter(isText)]) {
    const value = valueOfText(text, option);
    if (z.safeParse(option, value).success) return value;
  }
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
