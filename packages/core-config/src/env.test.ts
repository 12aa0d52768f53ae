import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { environmentLayer, environmentName, type Environment } from './env.ts';
import type { ConfigTree } from './path.ts';

const schema = z.strictObject({
  port: z.int().optional(),
  data: z.strictObject({ timeZone: z.string().optional() }).optional(),
  cache: z.strictObject({
    ttlMs: z.number().optional(),
    tiers: z.array(z.string()).optional(),
    regions: z.record(z.string(), z.strictObject({ ttl: z.string() })).default({}),
    disk: z.strictObject({ folder: z.string() }).optional(),
  }),
});
const layerOf = (environment: Environment, below: ConfigTree = {}) =>
  environmentLayer(schema, environment, { prefix: 'TIDEMARK', below });

it.each([
  [['cache', 'ttlMs'], 'TIDEMARK_CACHE__TTL_MS'],
  [['port'], 'TIDEMARK_PORT'],
  [['regions', 'market-data', 'ttl'], 'TIDEMARK_REGIONS__MARKET_DATA__TTL'],
])('names %j %s', (path, name) => {
  expect(environmentName('TIDEMARK', path)).toBe(name);
});

it('reads values as their settings want them, and tells where they are from', () => {
  const { layer, issues } = layerOf({
    TIDEMARK_CACHE__TTL_MS: '5',
    TIDEMARK_PORT: '80',
    TIDEMARK_CACHE__TIERS: 'memory,disk',
    OTHER: 'x',
  });
  expect([layer.values, issues]).toEqual([{ cache: { ttlMs: 5, tiers: ['memory', 'disk'] }, port: 80 }, []]);
  expect([layer.placeOf(['cache', 'tiers', 1])?.text, layer.placeOf(['data'])]).toEqual([
    'TIDEMARK_CACHE__TIERS',
    undefined,
  ]);
});

it('takes names of free choice as the files write them, and as words where no file has them', () => {
  const environment = { TIDEMARK_CACHE__REGIONS__MARKET_DATA__TTL: '1h', TIDEMARK_CACHE__REGIONS__NEW_ONE__TTL: '2h' };
  const below = { cache: { regions: { 'market-data': { ttl: '5h' } } } };
  expect(layerOf(environment, below).layer.values).toEqual({
    cache: { regions: { 'market-data': { ttl: '1h' }, new_one: { ttl: '2h' } } },
  });
});

it('takes a section as JSON', () => {
  expect(layerOf({ TIDEMARK_CACHE__DISK: '{"folder":"x"}' }).layer.values).toEqual({
    cache: { disk: { folder: 'x' } },
  });
});

describe('a variable that names no setting', () => {
  it.each([
    ['TIDEMARK_CACHE__TLT_MS', 'did you mean TIDEMARK_CACHE__TTL_MS?'],
    ['TIDEMARK_CACHE_TTL_MS', 'did you mean TIDEMARK_CACHE__TTL_MS?'],
    ['TIDEMARK_CACHE__TTL_MS__X', expect.stringMatching(/did you mean/)],
    ['TIDEMARK_XYZ__ABCDEFGH', expect.stringMatching(/two underscores/)],
    ['TIDEMARK_CACHE____TTL', expect.any(String)],
  ])('%s is a mistake: %s', (name, fix) => {
    expect(layerOf({ [name]: 'x' }).issues).toEqual([
      { code: 'UNKNOWN_SETTING', path: '', what: `the variable ${name} names no setting`, place: { text: name }, fix },
    ]);
  });

  it.each(['TIDEMARK_PROFILE', 'TIDEMARK_REQUIRE_SERVICES', 'TIDEMARK_DATA', 'TIDEMARKS__X', 'TIDEMARK_'])(
    '%s is left alone',
    (name) => expect(layerOf({ [name]: 'x' })).toMatchObject({ layer: { values: {} }, issues: [] }),
  );
});

it('finds each setting under the name that it gives it', () => {
  const name = fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/).filter((key) => !(key in {}));
  fc.assert(
    fc.property(name, name, fc.integer(), (section, key, value) => {
      const own = z.strictObject({ [section]: z.strictObject({ [key]: z.int() }) });
      const environment = { [environmentName('P', [section, key])]: String(value) };
      expect(environmentLayer(own, environment, { prefix: 'P', below: {} }).layer.values).toEqual({
        [section]: { [key]: value },
      });
    }),
  );
});
