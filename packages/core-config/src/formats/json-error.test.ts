import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonErrorOffset } from './json-error.ts';

it.each([
  ['', 0],
  ['{ "a": nope }', 7],
  ['{ "a": 1, }', 10],
  ['{ "a" 1 }', 6],
  ['[1 2]', 3],
  ['[1, "x', 4],
  ['{"a":1} x', 8],
  ['{"a": 01}', 7],
  ["{'a': 1}", 1],
])('%j goes wrong at %d', (text, offset) => {
  expect(jsonErrorOffset(text)).toBe(offset);
});

it('comes to the end of every text that is JSON, and stops within every beginning of one', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, n) => {
      expect(jsonErrorOffset(text)).toBe(text.length);
      const beginning = text.slice(0, n % text.length);
      expect(jsonErrorOffset(beginning)).toBeLessThanOrEqual(beginning.length);
    }),
  );
});
