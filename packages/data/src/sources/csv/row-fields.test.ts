import { expect, it } from 'vitest';
import { RowFields } from './row-fields.ts';

/** The fields of the first row, where the next one begins, and how many lines it took. */
function split(text: string, last = true): [string[], number, number] {
  const bytes = new TextEncoder().encode(text);
  const fields = new RowFields();
  const next = fields.split(bytes, 0, bytes.length, last, 44);
  const texts = Array.from({ length: fields.count }, (_, f) => text.slice(fields.start[f], fields.end[f]));
  return [texts, next, fields.lines];
}

it.each<[string, string[], number, number]>([
  ['a,b\nc', ['a', 'b'], 4, 1],
  ['a,b\r\nc', ['a', 'b'], 5, 1],
  ['a,b\rc', ['a', 'b'], 4, 1],
  [' a , b ', ['a', 'b'], 7, 1],
  ['a,,\n', ['a', '', ''], 4, 1],
  ['"a,b" ,c\n', ['a,b', 'c'], 9, 1],
  ['"a\r\nb\nc",d\n', ['a\r\nb\nc', 'd'], 11, 3],
  ['"a""b"\n', ['a""b'], 7, 1],
])('%j', (text, fields, next, lines) => {
  expect(split(text)).toEqual([fields, next, lines]);
});

it.each(['a,b', 'a,b\r', '"a\nb', '"a"', 'a,'])('waits for the rest of %j', (text) => {
  expect(split(text, false)[1]).toBe(-1);
});

it.each([
  ['a"b', 'STRAY_QUOTE'],
  ['"a"b', 'STRAY_QUOTE'],
  ['"a', 'UNTERMINATED_QUOTE'],
  ['a\0', 'NUL_BYTE'],
])('refuses %j with %s', (text, code) => {
  expect(() => split(text)).toThrow(expect.objectContaining({ code }));
});
