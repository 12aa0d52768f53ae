import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sourceHash } from './source-hash.ts';

interface Hasher {
  text(value: string): Hasher;
  digest(): string;
}

it('is the hash that references carry: the one of core-market', async () => {
  // By its path: this package may not depend on that one, and what it says must not drift from it.
  const path = new URL('../../core-market/src/hash.ts', import.meta.url).href;
  const { Hash128 } = (await import(path)) as { Hash128: new () => Hasher };
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(sourceHash(text)).toBe(new Hash128().text(text).digest());
    }),
  );
});

it('tells texts apart that differ in their end alone', () => {
  const texts = ['', ' ', '  ', 'a', 'a\n', 'ab', 'abc', 'abcd', 'abcde', 'abcd\0'];
  expect(new Set(texts.map(sourceHash)).size).toBe(texts.length);
});
