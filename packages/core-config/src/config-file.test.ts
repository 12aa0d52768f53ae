import { describe, expect, it } from 'vitest';
import { parseConfigFile } from './config-file.ts';

it.each([
  ['c.yaml', 'a: { b: 1 }'],
  ['c.yml', 'a:\n  b: 1'],
  ['c.JSON', '{"a":{"b":1}}'],
  ['c.toml', '\uFEFFa.b = 1'],
])('reads %s', (file, text) => {
  expect(parseConfigFile(text, file).values).toEqual({ a: { b: 1 } });
});

it('keeps apart what is said of other files, of profiles and to editors', () => {
  const file = parseConfigFile(
    '{"$schema":"./s.json","extends":["./a.yaml","./b.yaml"],"profiles":{"ci":{"a":2}},"a":1}',
    'c.json',
  );
  expect(file).toMatchObject({
    values: { a: 1 },
    extends: ['./a.yaml', './b.yaml'],
    profiles: { ci: { a: 2 } },
    issues: [],
  });
  expect(Object.keys(file.values)).toEqual(['a']);
  expect(parseConfigFile('extends: ./a.yaml', 'c.yaml').extends).toEqual(['./a.yaml']);
});

describe('mistakes', () => {
  it.each([
    ['extends: 5', 'extends names no files', 'c.yaml:1:10'],
    ['extends: [""]', 'extends names no files', 'c.yaml:1:10'],
    ['profiles: [a]', 'profiles has no names', 'c.yaml:1:11'],
    ['profiles:\n  ci: 5', 'the profile ci has no settings', 'c.yaml:2:7'],
    ['- a', 'the file holds a list, not settings', 'c.yaml:1:1'],
  ])('%j: %s', (text, what, place) => {
    expect(parseConfigFile(text, 'c.yaml').issues).toMatchObject([{ what, place: { text: place } }]);
  });

  it('a file of another kind is refused', () => {
    expect(() => parseConfigFile('', 'c.ini')).toThrow(
      'c.ini: a configuration cannot be read from a file that ends in .ini (use .yaml, .toml, .json, .ts or .mjs)',
    );
    expect(() => parseConfigFile('', 'config')).toThrow(expect.objectContaining({ code: 'CONFIG_FILE_TYPE' }));
  });
});
