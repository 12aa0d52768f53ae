import { expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigManager } from './config-manager.ts';
import type { ConfigError } from './error.ts';
import { issueText } from './issue.ts';
import { secretText } from './secret.ts';
import type { ConfigSchema } from './sources.ts';

function mistakes(schema: ConfigSchema, code: object): string[] {
  try {
    new ConfigManager(schema, { code: code as never });
    return [];
  } catch (error) {
    return (error as ConfigError).issues.map(issueText);
  }
}
const of = (type: z.ZodType, a: unknown): string | undefined =>
  mistakes(z.object({ a: type }), { a })[0]?.replace(/^code: /, '');

it.each<[z.ZodType, unknown, string]>([
  [z.number(), 'ten', 'a is "ten" (give a number)'],
  [z.int(), 1.5, 'a is 1.5 (give a whole number)'],
  [z.number(), NaN, 'a is "NaN" (give a number)'],
  [z.boolean(), 'yes', 'a is "yes" (give true or false)'],
  [z.string(), null, 'a is null (give a text)'],
  [z.array(z.string()), 'x', 'a is "x" (give a list, each a text)'],
  [z.object({}), 5, 'a is 5 (give settings below it)'],
  [z.date(), 5, 'a is 5 (give a date)'],
  [z.number().positive(), 0, 'a is 0 (give a number, more than 0)'],
  [z.number().max(5), 6, 'a is 6 (give a number, at most 5)'],
  [z.string().min(1), '', 'a is "" (give a text)'],
  [z.string().min(3), 'x', 'a is "x" (give at least 3 characters)'],
  [z.array(z.int()).max(1), [1, 2], 'a is [1,2] (give at most 1 in the list)'],
  [z.number().multipleOf(5), 6, 'a is 6 (give a multiple of 5)'],
  [z.iso.date(), '2020-02-30', 'a is "2020-02-30" (give a day, such as 2024-01-31)'],
  [z.enum(['buy', 'sell']), 'byu', 'a is "byu" (did you mean buy?)'],
  [z.enum(['buy', 'sell']), 'hold', 'a is "hold" (give one of buy, sell)'],
  [z.literal(5), 6, 'a is 6 (give 5)'],
  [z.union([z.number(), z.boolean()]), 'x', 'a is "x" (give a number or true or false)'],
  [z.record(z.string().regex(/^x/), z.number()), { y: 1 }, 'a.y is 1 (give it another name)'],
  [z.number().positive('give money'), -1, 'a is -1 (give money)'],
  [z.string().refine(() => false), 'x', 'a is "x" (give a text)'],
  [z.string(), 5n, 'a is 5 (give a text)'],
  [z.number(), 'x'.repeat(99), `a is "${'x'.repeat(59)}… (give a number)`],
])('%#: %j', (type, value, text) => {
  expect(of(type, value)).toBe(text);
});

it('says what is missing, and what is not there', () => {
  const schema = z.object({
    a: z.object({ x: z.number() }),
    cache: z.object({ ttlMs: z.number().optional() }).optional(),
  });
  expect(mistakes(schema, { a: {}, ttlMs: 5, zzz: 1, cache: { tltMs: 5, size: 1 } })).toEqual([
    'code: there is no setting ttlMs (it belongs at cache.ttlMs)',
    'code: there is no setting zzz (the settings here are a, cache)',
    'code: there is no setting cache.tltMs (did you mean ttlMs?)',
    'code: there is no setting cache.size (the settings here are ttlMs)',
    'code: a.x is missing (give a number)',
  ]);
});

it('tells an unknown key within a union once', () => {
  const schema = z.object({ a: z.union([z.strictObject({ x: z.number() }), z.null()]) });
  expect(mistakes(schema, { a: { y: 1 } })).toHaveLength(1);
});

it('never shows a secret', () => {
  const schema = z.object({ key: secretText(), n: z.number() });
  expect(mistakes(schema, { key: ['CANARY'], n: 'x' }).join()).not.toContain('CANARY');
});

it('tells what a refinement of the whole says', () => {
  const schema = z.object({ a: z.number() }).refine(({ a }) => a > 1, { error: 'give more', path: ['b'] });
  expect(mistakes(schema, { a: 0 })).toEqual(['code: b is not right (give more)']);
  expect(
    mistakes(
      z.object({ a: z.number() }).refine(() => false, { error: 'no' }),
      { a: 0 },
    ),
  ).toEqual(['code: the configuration is {"a":0} (no)']);
});
