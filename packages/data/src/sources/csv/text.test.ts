import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeUtf8, excerpt } from './text.ts';

it('decodes as TextDecoder does, and knows the same bytes for invalid', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const expected = (bytes: Uint8Array): string | undefined => {
    try {
      return strict.decode(bytes);
    } catch {
      return undefined;
    }
  };
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc.string({ unit: 'binary', maxLength: 6 }).map((text) => new TextEncoder().encode(text)),
    fc
      .array(fc.constantFrom(0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0x9f, 0xa0, 0x8f, 0x90), {
        maxLength: 5,
      })
      .map((list) => Uint8Array.from(list)),
  );
  fc.assert(
    fc.property(bytes, (some) => {
      expect(decodeUtf8(some, 0, some.length)).toBe(expected(some));
    }),
    { numRuns: 3_000 },
  );
});

it('quotes at most forty characters', () => {
  expect([excerpt('a"b'), excerpt('x'.repeat(50))]).toEqual(['"a\\"b"', `"${'x'.repeat(40)}…"`]);
});
