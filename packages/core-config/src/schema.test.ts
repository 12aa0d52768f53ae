import { expect, it } from 'vitest';
import { parseConfigFile } from './config-file.ts';
import { ConfigManager } from './config-manager.ts';
import { defaultsOf } from './defaults.ts';
import { defineConfig, tidemarkSchema } from './schema.ts';
import { settingsOf } from './settings.ts';

it('needs nothing to be said', () => {
  expect(tidemarkSchema.parse({})).toEqual(defaultsOf(tidemarkSchema));
  expect(new ConfigManager(tidemarkSchema).value).toMatchObject({
    backtest: { strategy: 'sma-cross', capital: 10_000 },
  });
});

it('describes every setting', () => {
  expect(settingsOf(tidemarkSchema).filter(({ description }) => description === undefined)).toEqual([]);
});

it('takes a whole configuration', () => {
  const text = `
backtest: { strategy: ./my.ts, params: { fast: 10 }, capital: 5e4, commission: 0.0002, units: 5, audit: true }
data: { file: es.csv, timeframe: 5m, timeZone: America/New_York, from: 2010-01-31, to: 2010-02-01T14:30Z }
report: { folder: out }
cache:
  ttl: 1h
  tiers: [memory, disk]
  disk: { folder: .cache, maxBytes: 1000000 }
  redis: { url: redis://localhost }
  regions: { market_data: { ttl: 24h, copy: share } }
logging: { level: debug, levels: { data.csv: trace }, format: json, file: { path: run.log, every: day }, redact: [desk] }
profiles: { ci: { logging: { level: silent } } }
`;
  const config = new ConfigManager(tidemarkSchema, { files: [parseConfigFile(text, 'c.yaml')], profile: 'ci' });
  expect(config.value).toMatchObject({
    backtest: { capital: 50_000 },
    cache: { redis: { prefix: 'tidemark:' } },
    logging: { level: 'silent' },
  });
});

it('types a configuration file', () => {
  const config = { extends: './base.yaml', backtest: { capital: 5 }, profiles: { ci: { data: { synthetic: 7 } } } };
  expect(defineConfig(config)).toBe(config);
});
