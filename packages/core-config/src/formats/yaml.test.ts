import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Path } from '../path.ts';
import { parseYaml } from './yaml.ts';

const text = `# settings
base: &base { ttl: 1h, size: 5 }
cache:
  <<: *base
  size: 6
  "odd key": [1, { deep: x }]
  alias: *base
`;

it('knows where keys and values stand, also behind anchors and merge keys', () => {
  const { values, placeOf, issues } = parseYaml(text, 'c.yaml');
  expect(values).toMatchObject({ cache: { ttl: '1h', size: 6, 'odd key': [1, { deep: 'x' }], alias: { ttl: '1h' } } });
  expect(issues).toEqual([]);
  const at = (path: Path, part?: 'key'): string => placeOf(path, part).text;
  expect([
    at(['cache', 'size']),
    at(['cache', 'size'], 'key'),
    at(['cache', 'ttl']),
    at(['cache', 'odd key', 1, 'deep']),
  ]).toEqual(['c.yaml:5:9', 'c.yaml:5:3', 'c.yaml:2:20', 'c.yaml:6:26']);
  expect([at(['cache', 'alias']), at(['cache', 'alias', 'size'], 'key'), at(['none'])]).toEqual([
    'c.yaml:7:10',
    'c.yaml:2:24',
    'c.yaml',
  ]);
});

it('tells every syntax error', () => {
  const { issues, values } = parseYaml('a: 1\na: 2\nb: [1\nc: "x', 'c.yaml');
  expect(issues.length).toBeGreaterThan(1);
  expect(issues[0]).toMatchObject({ code: 'SYNTAX', what: 'Map keys must be unique', place: { text: 'c.yaml:2:1' } });
  expect(values).toEqual({});
});

it.each(['', '# nothing\n', '---\n', 'null'])('has no settings in %j', (empty) => {
  expect(parseYaml(empty, 'c.yaml')).toMatchObject({ values: {}, issues: [] });
});

it('takes days and yes as texts, as YAML 1.2 does', () => {
  expect(parseYaml('from: 2010-01-31\naudit: yes', 'c.yaml').values).toEqual({ from: '2010-01-31', audit: 'yes' });
});

it('refuses aliases that grow without end', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`),
  ].join('\n');
  expect(parseYaml(bomb, 'c.yaml').issues[0]).toMatchObject({ code: 'SYNTAX' });
});

/** Every number in a value, with its path. */
function leavesOf(value: unknown, path: Path = []): [path: Path, value: unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const keys = Object.entries(value);
  return keys.flatMap(([name, inner]) => leavesOf(inner, [...path, Array.isArray(value) ? Number(name) : name]));
}

it('finds each number where it is written', () => {
  const number = fc.integer({ min: 100, max: 999 });
  const key = fc.stringMatching(/^[a-z]{1,5}$/);
  const tree = fc.dictionary(
    key,
    fc.oneof(number, fc.array(number, { minLength: 1 }), fc.dictionary(key, number, { minKeys: 1 })),
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(tree, (values) => {
      const written = stringify(values);
      const { placeOf } = parseYaml(written, 'f');
      const lines = written.split('\n');
      const numbers = leavesOf(values);
      const found = numbers.map(([path]) => {
        const { line = 0, column = 0 } = placeOf(path);
        return Number(lines[line - 1]!.slice(column - 1));
      });
      expect(found).toEqual(numbers.map(([, value]) => value));
    }),
  );
});
