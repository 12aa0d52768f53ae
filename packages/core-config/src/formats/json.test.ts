import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJson } from './json.ts';

it('reads JSON with tabs, and knows where it stands', () => {
  const { values, placeOf } = parseJson('{\n\t"a": {\n\t\t"b": [1, {"c": "x"}]\n\t}\n}', 'c.json');
  expect(values).toEqual({ a: { b: [1, { c: 'x' }] } });
  expect([placeOf(['a', 'b', 1, 'c']).text, placeOf(['a', 'b'], 'key').text]).toEqual(['c.json:3:18', 'c.json:3:3']);
});

it.each([
  ['{ "a": 1,\n }', 'c.json:2:2'],
  ['{ "a": 1', 'c.json:1:9'],
  ['{ // no\n}', 'c.json:1:3'],
  ['{ "a": nope }', 'c.json:1:8'],
])('tells where %j is broken', (text, place) => {
  const [issue] = parseJson(text, 'c.json').issues;
  expect([issue?.code, issue?.place?.text]).toEqual(['SYNTAX', place]);
  expect(issue?.what).not.toMatch(/position|line \d/);
});

it('refuses a key that is given twice, at the second', () => {
  expect(parseJson('{"a": 1,\n "a": 2}', 'c.json').issues).toMatchObject([
    { what: 'the key is given twice', place: { text: 'c.json:2:2' } },
  ]);
});

it('reads what JSON reads', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (values) => {
      const text = JSON.stringify(values, null, 2);
      expect(parseJson(text, 'f')).toMatchObject({ values: JSON.parse(text) as object, issues: [] });
    }),
  );
});
