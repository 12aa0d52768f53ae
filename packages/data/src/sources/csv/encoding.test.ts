import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodingOf, Utf16Transcoder } from './encoding.ts';

it.each([
  [[0xef, 0xbb, 0xbf, 0x61], 'utf-8', 3],
  [[0xff, 0xfe], 'utf-16le', 2],
  [[0xfe, 0xff], 'utf-16be', 2],
  [[0x61, 0x62], 'utf-8', 0],
  [[], 'utf-8', 0],
])('bytes %j are %s with a mark of %i', (bytes, name, markLength) => {
  expect(encodingOf(Uint8Array.from(bytes))).toEqual({ name, markLength });
});

it('makes the UTF-8 that TextEncoder makes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const units = Uint16Array.from(text.split(''), (letter) => letter.charCodeAt(0));
      expect([...new Utf16Transcoder('utf-16le').push(new Uint8Array(units.buffer))]).toEqual([
        ...new TextEncoder().encode(text),
      ]);
    }),
  );
});
