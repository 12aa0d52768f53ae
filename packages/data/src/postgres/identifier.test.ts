import fc from 'fast-check';
import { expect, it } from 'vitest';
import { identifier } from './identifier.ts';

it('quotes every name so that it ends where it ends', () => {
  const name = fc.string({ minLength: 1, maxLength: 15 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(name, (text) => {
      const quoted = identifier(text);
      expect(quoted).toMatch(/^"(?:[^"]|"")+"$/);
      expect(quoted.slice(1, -1).replaceAll('""', '"')).toBe(text);
    }),
  );
});

it.each([
  ['an empty name', ''],
  ['a name with NUL', 'bars\0; drop'],
  ['half a character', 'bars\ud800'],
  ['a name that the server would cut', 'é'.repeat(32)],
])('refuses %s', (_, name) => {
  expect(() => identifier(name)).toThrow(expect.objectContaining({ code: 'BAD_NAME' }));
});
