import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { isSecret, secret, secretText } from './secret.ts';

it('does not get out by accident', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 12 }), (text) => {
      const key = secret(text);
      const ways = [
        ['', key].join(''),
        String(key),
        key + '',
        JSON.stringify({ key }),
        inspect({ deep: [{ key }] }, { showHidden: true, depth: 9 }),
        format('%s %o %j', key, key, key),
        JSON.stringify(structuredClone(key)),
        Object.keys(key).join(),
        new Error('x', { cause: key }).cause as string,
      ].join(' ');
      expect(ways.includes(text)).toBe(false);
      expect(key.reveal()).toBe(text);
    }),
  );
});

it('carries the brand that loggers look for, and cannot be changed', () => {
  const key = secret('k-123');
  expect([Symbol.for('@tidemark/secret') in key, isSecret(key), Object.isFrozen(key)]).toEqual([true, true, true]);
  expect([isSecret('k'), isSecret(null), isSecret({})]).toEqual([false, false, false]);
});

it('refuses what is no secret', () => {
  expect(() => secret('')).toThrow(expect.objectContaining({ code: 'EMPTY_SECRET' }));
  expect(() => secret(5 as unknown as string)).toThrow(expect.objectContaining({ code: 'NOT_A_TEXT' }));
});

it('is a zod type of texts and secrets', () => {
  const schema = z.object({ key: secretText() });
  const key = secret('k-123');
  expect(schema.parse({ key }).key).toBe(key);
  expect(schema.parse({ key: 'k-123' }).key.reveal()).toBe('k-123');
  expect([5, '', null, undefined].map((value) => schema.safeParse({ key: value }).success)).toEqual(
    Array(4).fill(false),
  );
});
