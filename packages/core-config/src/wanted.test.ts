import { expect, it } from 'vitest';
import { z } from 'zod';
import { secretText } from './secret.ts';
import { wantedBy, wordsFor, wordsForFormat } from './wanted.ts';

it.each([
  ['a text', z.string()],
  ['a number', z.number().default(1)],
  ['a whole number', z.int()],
  ['a whole number', z.number().int().min(1)],
  ['true or false', z.boolean().optional()],
  ['a day, such as 2024-01-31', z.iso.date()],
  ['a URL', z.url()],
  ['a text in the form cuid2', z.cuid2()],
  ['a text', z.string().regex(/x/)],
  ['one of a, b', z.enum(['a', 'b'])],
  ['"x" or 5', z.literal(['x', 5])],
  ['a list, each a whole number', z.array(z.int())],
  ['a text or a number', z.union([z.string(), z.number()])],
  ['settings below it', z.record(z.string(), z.number())],
  ['a secret text', secretText()],
  ['a value', z.custom()],
])('says %s', (words, schema) => {
  expect(wantedBy(schema)).toBe(words);
});

it('has words for kinds and formats', () => {
  expect([wordsFor('array'), wordsFor('map'), wordsForFormat('email')]).toEqual([
    'a list',
    undefined,
    'an e-mail address',
  ]);
});
