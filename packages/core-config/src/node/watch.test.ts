import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Change } from '../changes.ts';
import type { ConfigError } from '../error.ts';
import { watchConfig, type WatchedConfig } from './watch.ts';

const schema = z.object({ capital: z.number().default(1), note: z.string().optional() });

let cwd: string;
let watched: WatchedConfig<typeof schema> | undefined;
let changes: (readonly Change[])[];
let errors: ConfigError[];
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-watch-')));
  [changes, errors] = [[], []];
});
afterEach(() => {
  watched?.close();
  rmSync(cwd, { recursive: true });
});
const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
async function start(): Promise<WatchedConfig<typeof schema>> {
  watched = await watchConfig(schema, {
    cwd,
    environment: {},
    quietMs: 20,
    onChange: (change) => changes.push(change),
    onError: (error) => errors.push(error as ConfigError),
  });
  return watched;
}
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5_000, interval: 10 });

it('follows an edit, and tells what changed', async () => {
  write('tidemark.config.yaml', 'capital: 5');
  const { config } = await start();
  write('tidemark.config.yaml', 'capital: 6\nnote: x');
  await until(() => expect(config.value).toEqual({ capital: 6, note: 'x' }));
  expect(changes.at(-1)).toEqual([
    { path: 'capital', before: 5, after: 6 },
    { path: 'note', before: undefined, after: 'x' },
  ]);
});

it('keeps what held before on a bad edit, and goes on with the next good one', async () => {
  write('tidemark.config.yaml', 'capital: 5');
  const { config } = await start();
  const { value } = config;
  write('tidemark.config.yaml', 'capital: x\nnote: 5');
  await until(() => expect(errors.at(-1)?.issues).toHaveLength(2));
  expect([config.value === value, changes]).toEqual([true, []]);
  write('tidemark.config.yaml', 'capital: 7');
  await until(() => expect(config.value.capital).toBe(7));
});

it('follows a file that is put in the place of the old one, and those that are built upon or referred to', async () => {
  mkdirSync(join(cwd, 'conf'));
  write('conf/base.toml', 'capital = 5');
  write('note', 'one');
  write('tidemark.config.json', '{"extends": "./conf/base.toml", "note": "${file:note}"}');
  const { config } = await start();
  write('conf/new', 'capital = 6');
  renameSync(join(cwd, 'conf/new'), join(cwd, 'conf/base.toml'));
  await until(() => expect(config.value.capital).toBe(6));
  write('note', 'two');
  await until(() => expect(config.value.note).toBe('two'));
});

it('follows a file that appears, and one that goes', async () => {
  const { config } = await start();
  write('tidemark.config.yaml', 'capital: 5');
  await until(() => expect(config.value.capital).toBe(5));
  rmSync(join(cwd, 'tidemark.config.yaml'));
  await until(() => expect(config.value.capital).toBe(1));
});

it('reads at once when it is asked to, and no more when it is closed', async () => {
  write('tidemark.config.yaml', 'capital: 5');
  const live = await start();
  const { config } = live;
  write('tidemark.config.yaml', 'capital: 6');
  await live.refresh();
  expect(config.value.capital).toBe(6);
  live.close();
  write('tidemark.config.yaml', 'capital: 7');
  await new Promise((done) => setTimeout(done, 100));
  expect(config.value.capital).toBe(6);
});

it('refuses to begin with a configuration that does not hold', async () => {
  write('tidemark.config.yaml', 'capital: x');
  await expect(start()).rejects.toThrow('capital is "x"');
});
