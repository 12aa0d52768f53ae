import fc from 'fast-check';
import { parse, stringify } from 'smol-toml';
import { expect, it } from 'vitest';
import type { Path } from '../path.ts';
import { Positions } from './positions.ts';
import { recordToml } from './toml-positions.ts';

function placed(text: string): (path: Path, part?: 'key') => string {
  parse(text); // the scanner takes only what parses
  const positions = new Positions(text, '');
  recordToml(text, positions);
  return (path, part) => positions.placeOf(path, part).text.slice(1);
}

it('finds keys and values in every shape that TOML has', () => {
  const at = placed(`# top
title = "a # b \\" c" # comment
a.b."c.d" = 'x'
multi = """
[not.a.table]
k = 1"""
quotes = ''''lit''''
[table]
  list = [1, [2, 3], # two
    { deep = 4, 'odd key' = 5 },
  ]
inline = { x = { y = 1 }, z.w = 2 }
[table.sub]
t = true
[[rows]]
n = 1
[[rows]]
n = 2
[rows.more]
m = 3
[[rows.cells]]
v = 4
`);
  expect([
    at(['title']),
    at(['a', 'b', 'c.d']),
    at(['a', 'b', 'c.d'], 'key'),
    at(['a'], 'key'),
    at(['quotes']),
  ]).toEqual(['2:9', '3:13', '3:5', '3:1', '7:10']);
  expect([
    at(['table', 'list', 1, 0]),
    at(['table', 'list', 2, 'odd key']),
    at(['table', 'inline', 'x', 'y']),
    at(['table', 'inline', 'z', 'w']),
  ]).toEqual(['9:15', '10:29', '12:22', '12:33']);
  expect([at(['table', 'sub', 't']), at(['table', 'sub'], 'key'), at(['not'])]).toEqual(['14:5', '13:8', '']);
  expect([
    at(['rows', 0, 'n']),
    at(['rows', 1, 'n']),
    at(['rows', 1, 'more', 'm']),
    at(['rows', 1, 'cells', 0, 'v']),
  ]).toEqual(['16:5', '18:5', '20:5', '22:5']);
});

it('reads escapes in keys, line ends of Windows, and quotes before the closing three', () => {
  const at = placed('"\\u00e9\\n" = 1\r\n"x" = """a"""""\r\nb = 2\r\n');
  expect([at(['é\n']), at(['x']), at(['b'])]).toEqual(['1:14', '2:7', '3:5']);
});

/** Every number in a value, with its path. */
function leavesOf(value: unknown, path: Path = []): [path: Path, value: unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const keys = Object.entries(value);
  return keys.flatMap(([name, inner]) => leavesOf(inner, [...path, Array.isArray(value) ? Number(name) : name]));
}

it('finds each number where it is written', () => {
  const number = fc.integer({ min: 100, max: 999 });
  const key = fc
    .oneof(fc.stringMatching(/^[a-z]{1,4}$/), fc.string({ minLength: 1, maxLength: 4 }))
    .filter((name) => name !== '__proto__');
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      number,
      fc.array(number),
      fc.array(fc.dictionary(key, number)),
      fc.dictionary(key, tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (values) => {
      const text = stringify(values);
      const at = placed(text);
      const lines = text.split('\n');
      const numbers = leavesOf(values);
      const found = numbers.map(([path]) => {
        const [line = 0, column = 0] = at(path).split(':').map(Number);
        return Number(lines[line - 1]!.slice(column - 1, column + 2));
      });
      expect(found).toEqual(numbers.map(([, value]) => value));
    }),
  );
});
