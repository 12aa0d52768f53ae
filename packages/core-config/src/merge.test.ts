import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Layer, LayerKind } from './layer.ts';
import { mergeLayers } from './merge.ts';
import { isTree, valueAt, type ConfigTree } from './path.ts';
import { pathsOf } from './explain.ts';

const layer = (values: ConfigTree, kind: LayerKind = 'file'): Layer => ({
  kind,
  values,
  placeOf: (path, part) => (path.length === 0 ? undefined : { text: `${kind}:${path.join('.')}:${part ?? 'value'}` }),
});
const treeOf = (...trees: ConfigTree[]): ConfigTree => mergeLayers(trees.map((tree) => layer(tree))).tree;

it('merges sections key by key, and replaces all else', () => {
  expect(treeOf({ a: { x: 1, y: [1, 2] }, b: 1 }, { a: { y: [3], z: null }, b: { c: 2 } })).toEqual({
    a: { x: 1, y: [3], z: null },
    b: { c: 2 },
  });
});

it.each<[ConfigTree, ConfigTree, ConfigTree]>([
  [{ a: { x: 1 } }, { a: {} }, { a: { x: 1 } }],
  [{ a: 1 }, { a: {} }, { a: {} }],
  [{ a: { x: 1 } }, { a: 5 }, { a: 5 }],
  [{ a: 1 }, { a: undefined }, { a: 1 }],
])('%j under %j makes %j', (below, above, merged) => {
  expect(treeOf(below, above)).toEqual(merged);
});

it('pollutes nothing', () => {
  const tree = treeOf(JSON.parse('{"__proto__":{"polluted":true}}') as ConfigTree, { constructor: { x: 1 } });
  expect([({} as { polluted?: true }).polluted, Object.keys(tree)]).toEqual([undefined, ['__proto__', 'constructor']]);
});

describe('who gave what', () => {
  const merged = mergeLayers([
    layer({ a: { x: 1 }, list: [1] }, 'file'),
    layer({ a: { x: 2 }, b: { c: { d: 1 } } }, 'profile'),
    layer({ b: 5 }, 'environment'),
  ]);

  it('is kept in order, and forgotten of what was replaced', () => {
    expect(merged.given(['a', 'x']).map(({ layer: { kind }, value }) => [kind, value])).toEqual([
      ['file', 1],
      ['profile', 2],
    ]);
    expect([merged.given(['b', 'c', 'd']), merged.given(['b']).length]).toEqual([[], 1]);
    expect(merged.paths).toEqual([['a', 'x'], ['list'], ['b']]);
  });

  it.each([
    [['a', 'x'], 'value', 'profile:a.x:value'],
    [['list', 0], 'value', 'file:list.0:value'],
    [['a', 'missing'], 'value', 'profile:a:key'],
    [['a'], 'key', 'profile:a:key'],
    [['nowhere'], 'value', undefined],
  ] as const)('places %j (%s) at %s', (path, part, place) => {
    expect(merged.placeOf(path, part)?.text).toBe(place);
  });
});

const trees = fc.letrec<{ tree: ConfigTree; value: unknown }>((tie) => ({
  tree: fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), tie('value'), { maxKeys: 4 }),
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, fc.integer(), fc.constant([1]), tie('tree')),
})).tree;

it('is idempotent, leaves its sources alone, and knows the giver of every setting', () => {
  fc.assert(
    fc.property(fc.array(trees, { maxLength: 4 }), (sources) => {
      const before = JSON.stringify(sources);
      const merged = mergeLayers(sources.map((tree) => layer(tree)));
      expect(JSON.stringify(sources)).toBe(before);
      expect(treeOf(...sources, merged.tree)).toEqual(merged.tree);
      for (const path of pathsOf(merged.tree)) {
        if (path.length === 0) continue;
        const given = merged.given(path).at(-1);
        const value = valueAt(merged.tree, path);
        expect(isTree(value) ? {} : given?.value).toEqual(value);
      }
    }),
  );
});
