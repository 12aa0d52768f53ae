import { expect, it } from 'vitest';
import { crc32 } from './crc32.ts';

const bytes = new TextEncoder().encode('xx123456789x');

it.each([
  [2, 11, 0xcbf43926], // the check value of the standard
  [0, 0, 0],
  [2, 3, 0x83dcefb7],
])('of bytes %d to %d is %d', (from, to, value) => {
  expect(crc32(bytes, from, to)).toBe(value);
});
