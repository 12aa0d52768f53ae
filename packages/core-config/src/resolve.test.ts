import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseConfigFile } from './config-file.ts';
import { ConfigManager } from './config-manager.ts';
import type { ConfigError } from './error.ts';
import { issueText } from './issue.ts';
import type { ConfigSources } from './sources.ts';

const schema = z.object({
  cache: z.object({ ttlMs: z.int().min(1).default(60_000), folder: z.string().optional() }).prefault({}),
  capital: z.number().positive().default(10_000),
  redisUrl: z.string().optional(),
});

const file = parseConfigFile(
  `cache: { ttlMs: 1 }
capital: 1
profiles:
  ci: { capital: 2, cache: { folder: ci } }
  bad: { captial: 1, capital: -5 }`,
  'base.yaml',
);
const good = { ...file, profiles: { ci: file.profiles['ci']! } };

function mistakes(sources: ConfigSources<typeof schema>): string[] {
  try {
    new ConfigManager(schema, sources);
    return [];
  } catch (error) {
    return (error as ConfigError).issues.map(issueText);
  }
}

describe('layers', () => {
  const above = parseConfigFile('capital: 3', 'app.toml'.replace('toml', 'yaml'));
  const all: ConfigSources<typeof schema> = {
    files: [good, above],
    profile: 'ci',
    environment: { TIDEMARK_CAPITAL: '4' },
    commandLine: [{ path: 'capital', value: '5', flag: '--capital' }],
    code: { capital: 6 },
  };
  const steps: [string, keyof ConfigSources, number][] = [
    ['code', 'code', 6],
    ['command line', 'commandLine', 5],
    ['environment', 'environment', 4],
    ['profile', 'profile', 2],
    ['file', 'files', 3],
    ['defaults', 'files', 10_000],
  ];

  it.each(steps.map(([layer, , capital], i) => [layer, capital, i] as const))(
    '%s gives %d where nothing stronger does',
    (layer, capital, i) => {
      const stronger = steps.slice(0, i).map(([, key]) => key);
      const sources = Object.fromEntries(
        Object.entries(all).filter(([key]) => !stronger.includes(key as keyof ConfigSources)),
      );
      const config = new ConfigManager(schema, sources);
      expect([config.value.capital, config.explain('capital').layer]).toEqual([capital, layer]);
    },
  );

  it('a profile of a base is under that of what builds on it, and over all files', () => {
    const derived = { ...parseConfigFile('capital: 7\nprofiles: { ci: { cache: { ttlMs: 9 } } }', 'derived.yaml') };
    expect(new ConfigManager(schema, { files: [good, derived], profile: 'ci' }).value).toMatchObject({
      capital: 2,
      cache: { ttlMs: 9, folder: 'ci' },
    });
  });
});

describe('mistakes', () => {
  it('are told all at once, from every layer, in the order of their places', () => {
    const wrong = parseConfigFile('cache:\n  ttlMs: soon\n  tlt: 1\ncapital: -1\n', 'b.yaml');
    const sources = {
      files: [wrong],
      environment: { TIDEMARK_REDIS_URLS__X: '1', TIDEMARK_CACHE__TLT: 'x' },
      commandLine: [{ path: 'redisUrl', value: 5 }],
    };
    expect(mistakes(sources)).toEqual([
      'b.yaml:2:10: cache.ttlMs is "soon" (give a whole number)',
      'b.yaml:3:3: there is no setting cache.tlt (the settings here are ttlMs, folder)',
      'b.yaml:4:10: capital is -1 (give a number, more than 0)',
      expect.stringContaining('TIDEMARK_CACHE__TLT'),
      expect.stringContaining('TIDEMARK_REDIS_URLS__X'),
      '--set redisUrl: redisUrl is 5 (give a text)',
    ]);
  });

  it('three in a file are three messages', () => {
    const text = '[cache]\nttlMs = 0\nfodler = "x"\n[other]\nx = 1\n';
    expect(mistakes({ files: [parseConfigFile(text, 'c.toml')] })).toEqual([
      'c.toml:2:9: cache.ttlMs is 0 (give a number, at least 1)',
      'c.toml:3:1: there is no setting cache.fodler (did you mean folder?)',
      'c.toml:4:2: there is no setting other (the settings here are cache, capital, redisUrl)',
    ]);
  });

  it('in the syntax of one file and the settings of another are told together', () => {
    const files = [parseConfigFile('a: [', 'a.yaml'), parseConfigFile('{"capital": "x"}', 'b.json')];
    expect(mistakes({ files })).toEqual([
      expect.stringMatching(/^a\.yaml:1:5: /),
      'b.json:1:13: capital is "x" (give a number)',
    ]);
  });

  it('of a profile that nobody chose are told too', () => {
    expect(mistakes({ files: [file] })).toEqual([
      'base.yaml:5:10: there is no setting captial (did you mean capital?)',
      'base.yaml:5:31: capital is -5 (give a number, more than 0)',
    ]);
  });

  it('of the environment name the variable', () => {
    expect(mistakes({ environment: { TIDEMARK_CACHE__TTL_MS: 'abc' } })).toEqual([
      'TIDEMARK_CACHE__TTL_MS: cache.ttlMs is "abc" (give a whole number)',
    ]);
  });

  it('of a profile that does not exist suggest the one that was meant', () => {
    expect(mistakes({ files: [good], profile: 'cl' })).toEqual(['there is no profile cl (did you mean ci?)']);
    expect(mistakes({ profile: 'ci' })).toEqual(['there is no profile ci (no file has profiles)']);
  });

  it('a reference that cannot be looked up is wrong for that reason alone', () => {
    const files = [parseConfigFile('capital: ${env:CAPITAL}', 'a.yaml')];
    expect(mistakes({ files })).toEqual([expect.stringContaining('a variable that is not set')]);
    expect(mistakes({ files, environment: { CAPITAL: '5' } })).toEqual([]);
    expect(mistakes({ files, code: { capital: 1 } })).toEqual([]); // overridden: never looked up
  });

  it('a schema that wants names which files use for themselves is refused', () => {
    expect(() => new ConfigManager(z.object({ extends: z.string() }))).toThrow(
      expect.objectContaining({ code: 'RESERVED_SETTING' }),
    );
  });
});
