import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { secretText } from './secret.ts';
import { childOf, definitionOf, schemaAt, shapeOf, unknownKeys, unwrap } from './schema-walk.ts';

const schema = z.object({
  port: z.int().default(80).describe('to listen on'),
  key: secretText().optional(),
  regions: z.record(z.string(), z.strictObject({ ttl: z.string() })),
  list: z.array(z.object({ a: z.number() })),
  pair: z.tuple([z.string(), z.number()]),
  either: z.union([z.string(), z.strictObject({ b: z.boolean() })]),
  both: z.intersection(z.object({ c: z.string() }), z.object({ d: z.string() })),
  later: z.lazy(() => z.object({ e: z.string() })),
  free: z.looseObject({ f: z.strictObject({}) }),
});
const typeAt = (...path: (string | number)[]): string | undefined => {
  const at = schemaAt(schema, path);
  return at === undefined ? undefined : definitionOf(unwrap(at).schema).type;
};

it('takes off what wraps a type, and keeps what it said', () => {
  expect(unwrap(schema.shape.port)).toMatchObject({ usual: 80, description: 'to listen on', isOptional: false });
  expect(unwrap(schema.shape.key)).toMatchObject({ isSecret: true, isOptional: true });
  const deep = z
    .preprocess((value) => value, z.number())
    .nullable()
    .readonly()
    .catch(1)
    .optional()
    .prefault(2);
  expect([definitionOf(unwrap(deep).schema).type, unwrap(deep).usual, unwrap(deep).isOptional]).toEqual([
    'number',
    2,
    true,
  ]);
});

it.each([
  [['port'], 'number'],
  [['regions', 'any', 'ttl'], 'string'],
  [['list', 3, 'a'], 'number'],
  [['pair', 1], 'number'],
  [['either', 'b'], 'boolean'],
  [['both', 'd'], 'string'],
  [['later', 'e'], 'string'],
  [['free', 'anything'], 'unknown'],
  [['nothing'], undefined],
  [['regions', 'any', 'tlt'], undefined],
  [['port', 'deeper'], undefined],
])('finds %j: %s', (path, type) => {
  expect(typeAt(...path)).toBe(type);
});

it('tells the shape of objects alone', () => {
  expect([Object.keys(shapeOf(z.object({ a: z.string() }).optional()) ?? {}), shapeOf(z.string())]).toEqual([
    ['a'],
    undefined,
  ]);
  expect(childOf(z.string(), 'length')).toBeUndefined();
});

describe('unknown keys', () => {
  it('are found in strict and in other objects, however deep', () => {
    const tree = { prot: 1, regions: { a: { tlt: 1 } }, later: { x: 1 }, free: { y: 1, f: { z: 1 } }, list: [] };
    expect(unknownKeys(schema, tree).map(({ path }) => path.join('.'))).toEqual([
      'prot',
      'regions.a.tlt',
      'later.x',
      'free.f.z',
    ]);
  });

  it('are not looked for in a union: which member was meant is not known', () => {
    expect(unknownKeys(schema, { either: { x: 1 } })).toEqual([]);
  });
});
