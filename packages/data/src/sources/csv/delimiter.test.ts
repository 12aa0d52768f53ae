import { expect, it } from 'vitest';
import { detectDelimiter } from './delimiter.ts';

it.each([
  ['a,b,c', ','],
  ['a;b;c', ';'],
  ['a\tb\tc', '\t'],
  ['a|b|c', '|'],
  ['"a;b;c;d",b', ','],
  ['a;b\n,,,,,', ';'],
  ['a', ','],
])('%j is separated by %j', (text, delimiter) => {
  expect(String.fromCharCode(detectDelimiter(new TextEncoder().encode(text), 0))).toBe(delimiter);
});
