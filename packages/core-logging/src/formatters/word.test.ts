import { expect, it } from 'vitest';
import { wordOf } from './word.ts';

it.each([
  ['buy', 'buy'],
  ['a b', '"a b"'],
  ['', '""'],
  ['a="b"', String.raw`"a=\"b\""`],
  [1.5, '1.5'],
  [null, 'null'],
  [{ a: [1] }, '{"a":[1]}'],
  [undefined, ''],
])('writes %o as %s', (value, word) => {
  expect(wordOf(value)).toBe(word);
});
