import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromUtf8, utf8 } from './utf8.ts';

const codePoint = fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }));
const text = fc.array(codePoint, { size: 'large' }).map((codes) => String.fromCodePoint(...codes));

it('agrees with the platform, and reads what it wrote', () => {
  fc.assert(
    fc.property(text, (written) => {
      const bytes = utf8(written);
      expect(bytes).toEqual(new Uint8Array(new TextEncoder().encode(written)));
      expect(fromUtf8(bytes)).toBe(written);
    }),
  );
});

it('replaces half a pair', () => {
  expect(fromUtf8(utf8('a\ud800b'))).toBe('a\ufffdb');
});

it('reads long texts, and parts of them', () => {
  const long = 'é€😀'.repeat(10_000);
  const bytes = utf8(long);
  expect(fromUtf8(bytes)).toBe(long);
  expect(fromUtf8(bytes, 2, 9)).toBe('€😀');
});
