import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashJson } from './hash-json.ts';

it('stays the same between versions: manifests are compared by it', () => {
  expect(hashJson({ fast: 20, slow: 50, name: 'sma-cross', where: [1, null, true] })).toMatchInlineSnapshot(
    `"78d9bea0099e243cc555dcfd9ec95755"`,
  );
});

it.each([
  ['the order of keys', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
  ['an undefined member', { a: 1, b: undefined }, { a: 1 }],
  ['undefined and null in an array', [undefined, 1], [null, 1]],
  ['a date and its text', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['an object without prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ['what toJSON answers', { model: { toJSON: () => ({ trees: 5 }) } }, { model: { trees: 5 } }],
  ['the same object twice, side by side', [[1], [1]], ((one) => [one, one])([1])],
])('does not tell apart %s', (_, a, b) => {
  expect(hashJson(a)).toBe(hashJson(b));
});

it('tells everything else apart', () => {
  const scalars = [
    null,
    true,
    false,
    0,
    -0,
    1,
    1n,
    '1',
    'null',
    '',
    NaN,
    Infinity,
    -Infinity,
    'NaN',
    'é',
    'e\u0301',
    '\ud800',
  ];
  const arrays = [[], [[]], [1, 2], [2, 1], [[1], 2], [[1, 2]], '[1,2]'];
  const objects = [{}, { a: [1] }, { a: { b: 1 } }, { 'a.b': 1 }, { a: null }, { a: 1 }, '{"a":1}'];
  const columns = [[], [0], [-0], [1, 2], [NaN]].map((numbers) => Float64Array.from(numbers));
  const otherViews = [Float32Array.of(1, 2), Uint8Array.of(1, 2), BigInt64Array.of(1n, 2n), BigUint64Array.of(1n, 2n)];
  const values: unknown[] = [...scalars, ...arrays, ...objects, ...columns, ...otherViews];
  expect(new Set(values.map(hashJson)).size).toBe(values.length);
});

it('survives a journey as JSON and a structured clone', () => {
  const value = fc.jsonValue().map((any): unknown => JSON.parse(JSON.stringify(any))); // without -0
  fc.assert(
    fc.property(value, (before) => {
      expect(hashJson(JSON.parse(JSON.stringify(before)))).toBe(hashJson(before));
      expect(hashJson(structuredClone(before))).toBe(hashJson(before));
    }),
  );
});

class Model {
  readonly #trees = 5;
  size(): number {
    return this.#trees;
  }
}

it.each([
  [{ params: { decide: () => 1 } }, 'params.decide', 'a function'],
  [{ a: [1, Symbol('x')] }, 'a[1]', 'a symbol'],
  [{ byName: new Map() }, 'byName', 'a Map'],
  [[new Set()], '[0]', 'a Set'],
  [{ model: new Model() }, 'model', 'a Model'],
  [{ pattern: /x/ }, 'pattern', 'a RegExp'],
  [{ bytes: new DataView(new ArrayBuffer(8)) }, 'bytes', 'a DataView'],
])('refuses %o and says where', (value, where, what) => {
  expect(() => hashJson(value)).toThrow(
    expect.objectContaining({ code: 'NOT_HASHABLE', where, what: expect.stringMatching(`^${what} `) }),
  );
});

it('refuses a value that contains itself', () => {
  const params: Record<string, unknown> = { a: 1 };
  params['self'] = { params };
  expect(() => hashJson(params)).toThrow(expect.objectContaining({ code: 'NOT_HASHABLE', where: 'self.params' }));
});

it('says nothing of where the whole value is what it refuses', () => {
  expect(() => hashJson(() => 1)).toThrow(expect.objectContaining({ code: 'NOT_HASHABLE', where: undefined }));
});
