import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseConfigFile } from './config-file.ts';
import { ConfigManager } from './config-manager.ts';
import { explanationText } from './explain.ts';
import { secretText } from './secret.ts';

const schema = z.object({
  cache: z.object({ ttlMs: z.int().default(60_000).describe('how long'), url: secretText().optional() }).prefault({}),
  note: z.string().optional(),
  big: z.bigint().default(5n),
});
const files = [
  parseConfigFile('cache: { ttlMs: 5000, url: "redis://:CANARY@host" }\nnote: "${env:WHO} there"', 'a.yaml'),
];
const environment = { TIDEMARK_CACHE__TTL_MS: '1000', WHO: 'me' };
const config = new ConfigManager(schema, { files, environment });

it('names the layer that won, its place, and whom it overrode', () => {
  expect(config.explain('cache.ttlMs')).toEqual({
    path: 'cache.ttlMs',
    value: 1_000,
    layer: 'environment',
    where: 'TIDEMARK_CACHE__TTL_MS',
    written: undefined,
    overrides: [
      { layer: 'file', where: 'a.yaml:1:17', value: 5_000 },
      { layer: 'defaults', where: undefined, value: 60_000 },
    ],
    description: 'how long',
  });
});

it.each([
  [
    'cache.ttlMs',
    'cache.ttlMs = 1000 from environment TIDEMARK_CACHE__TTL_MS, over 5000 from file a.yaml:1:17, over 60000 from defaults',
  ],
  ['note', 'note = "me there" from file a.yaml:2:7 as ${env:WHO} there'],
  ['big', 'big = 5 from defaults'],
  ['cache.url', 'cache.url = [redacted] from file a.yaml:1:28'],
])('says of %s: %s', (path, text) => {
  expect(explanationText(config.explain(path))).toBe(text);
});

it('says that there is nothing, where there is nothing', () => {
  expect(explanationText(new ConfigManager(schema).explain('note'))).toBe('note = nothing from defaults');
});

it('explains all, or a section', () => {
  expect(config.explainAll().map(({ path }) => path)).toEqual(['cache.ttlMs', 'cache.url', 'note', 'big']);
  expect(config.explainAll('cache').map(({ path }) => path)).toEqual(['cache.ttlMs', 'cache.url']);
});

describe('a secret', () => {
  it('is shown by no explanation; where it is kept is', () => {
    const refers = [
      parseConfigFile('cache: { url: "${env:URL}" }', 'b.yaml'),
      parseConfigFile('cache: { url: "x${env:URL}" }', 'c.yaml'),
    ];
    const other = new ConfigManager(schema, { files: [...files, ...refers], environment: { URL: 'CANARY', WHO: '' } });
    const text =
      inspect([config.explainAll(), other.explainAll()], { depth: 9 }) + other.explainAll().map(explanationText).join();
    expect(text).not.toContain('CANARY');
    expect(other.explain('cache.url').overrides.map(({ value }) => value)).toEqual(['${env:URL}', '[redacted]']);
  });
});

it.each([
  ['cache.tltMs', 'UNKNOWN_SETTING', 'did you mean cache.ttlMs?'],
  ['zzz', 'UNKNOWN_SETTING', 'the sections are cache, note, big'],
  ['', 'UNKNOWN_SETTING', 'the sections are cache, note, big'],
  ['cache', 'NOT_ONE_SETTING', "explain one of them, or all: explainAll('cache')"],
])('cannot explain %j: %s', (path, code, fix) => {
  expect(() => config.explain(path)).toThrow(expect.objectContaining({ code, fix }));
});
