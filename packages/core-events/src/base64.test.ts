import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base64, fromBase64 } from './base64.ts';

it('agrees with the platform, and reads what it wrote', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(base64(bytes))).toEqual(bytes);
    }),
  );
});
