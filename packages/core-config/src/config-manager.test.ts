import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseConfigFile } from './config-file.ts';
import { ConfigManager } from './config-manager.ts';
import { ConfigError } from './error.ts';
import { secretText } from './secret.ts';

const schema = z.object({
  cache: z.object({ ttlMs: z.int().default(60_000) }).prefault({}),
  key: secretText().optional(),
  keys: z.array(secretText()).default([]),
  extra: z.unknown().optional(),
});

it('is frozen, however deep', () => {
  const { value } = new ConfigManager(schema, { code: { extra: { list: [{}] } } });
  expect(() => Object.assign(value.cache, { ttlMs: 1 })).toThrow(TypeError);
  expect(Object.isFrozen((value.extra as { list: object[] }).list[0])).toBe(true);
});

it('gives values by their path', () => {
  const config = new ConfigManager(schema, { code: { key: 'k-123' } });
  expect([config.get('cache.ttlMs'), config.get('cache'), String(config.get('key'))]).toEqual([
    60_000,
    { ttlMs: 60_000 },
    '[redacted]',
  ]);
  expect(() => config.get('cache.ttl')).toThrow(expect.objectContaining({ fix: 'did you mean cache.ttlMs?' }));
});

it('knows its secrets, and shows none', () => {
  const config = new ConfigManager(schema, { code: { key: 'k-123', keys: ['k-4', 'k-5'], extra: [NaN, 5n] } });
  expect(config.secrets.map((secret) => secret.reveal())).toEqual(['k-123', 'k-4', 'k-5']);
  expect(JSON.stringify(config)).toBe(
    '{"cache":{"ttlMs":60000},"key":"[redacted]","keys":["[redacted]","[redacted]"],"extra":["NaN","5"]}',
  );
});

describe('update', () => {
  it('tells what changed, to listeners too, and leaves what was read before', () => {
    const config = new ConfigManager(schema);
    const { value } = config;
    const heard: unknown[] = [];
    const end = config.subscribe((changes, now) => heard.push(changes, now));
    const changes = config.update({ code: { cache: { ttlMs: 5 } } });
    expect(changes).toEqual([{ path: 'cache.ttlMs', before: 60_000, after: 5 }]);
    expect([value.cache.ttlMs, config.value.cache.ttlMs, heard]).toEqual([60_000, 5, [changes, config.value]]);
    config.update({ code: { cache: { ttlMs: 5 } } });
    end();
    config.update({});
    expect(heard).toHaveLength(2);
  });

  it('that holds a mistake leaves all as it was', () => {
    const config = new ConfigManager(schema, { code: { cache: { ttlMs: 5 } } });
    expect(() => config.update({ code: { cache: { ttlMs: 0.5 } } })).toThrow(ConfigError);
    expect([config.value.cache.ttlMs, config.explain('cache.ttlMs').layer]).toEqual([5, 'code']);
  });

  it('reaches every listener, also past one that throws', () => {
    const config = new ConfigManager(schema);
    const heard: number[] = [];
    config.subscribe(() => {
      throw new Error('mine');
    });
    config.subscribe(() => heard.push(1));
    expect(() => config.update({ code: { cache: { ttlMs: 5 } } })).toThrow('mine');
    expect([heard, config.value.cache.ttlMs]).toEqual([[1], 5]);
  });
});

it('lets no secret out, whatever is wrong with the rest', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.jsonValue(),
      fc.constantFrom('key', 'keys', 'cache', 'extra', 'kye'),
      (noise, other, name) => {
        const files = [
          parseConfigFile(
            JSON.stringify({ key: 'CANARY-1', keys: ['CANARY-2'], [name]: noise, cache: other }),
            'a.json',
          ),
        ];
        let told: unknown;
        try {
          const config = new ConfigManager(schema, { files });
          told = [config, config.explainAll()];
        } catch (error) {
          told = [String(error), (error as ConfigError).issues];
        }
        expect(JSON.stringify(told)).not.toContain('CANARY');
      },
    ),
  );
});
