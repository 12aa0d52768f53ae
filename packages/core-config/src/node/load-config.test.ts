import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { secretText } from '../secret.ts';
import { loadConfig } from './load-config.ts';

const schema = z.object({ capital: z.number().default(1), key: secretText().optional() });

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-load-')));
});
afterEach(() => rmSync(cwd, { recursive: true }));
const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);

it('finds, merges and checks', async () => {
  mkdirSync(join(cwd, 'a/b'), { recursive: true });
  write('tidemark.config.yaml', 'capital: 5\nprofiles: { ci: { capital: 6 } }');
  const load = async (options: object): Promise<unknown> =>
    (await loadConfig(schema, { cwd: join(cwd, 'a/b'), environment: {}, ...options })).value.capital;
  expect(await load({})).toBe(5);
  expect(await load({ profile: 'ci' })).toBe(6);
  expect(await load({ environment: { TIDEMARK_PROFILE: 'ci' } })).toBe(6);
  expect(await load({ environment: { TIDEMARK_PROFILE: '', TIDEMARK_CAPITAL: '7' } })).toBe(7);
  expect(await load({ environment: { DESK_CAPITAL: '8' }, prefix: 'DESK' })).toBe(8);
  expect(await load({ file: false })).toBe(1);
});

it('takes a file by its path, and names places as they would be typed', async () => {
  write('other.toml', 'capital = "x"');
  await expect(loadConfig(schema, { cwd, file: 'other.toml', environment: {} })).rejects.toThrow(
    'other.toml:1:11: capital is "x" (give a number)',
  );
});

it('reads files that references name from the folder of the configuration, without the last line feed', async () => {
  mkdirSync(join(cwd, 'conf/keys'), { recursive: true });
  write('conf/keys/api', 'k-123\n');
  write('conf/base.yaml', 'key: ${file:keys/api}');
  write('tidemark.config.yaml', 'extends: ./conf/base.yaml');
  const config = await loadConfig(schema, { cwd, environment: {} });
  expect([config.value.key?.reveal(), JSON.stringify(config)]).toEqual(['k-123', '{"capital":1,"key":"[redacted]"}']);
});

it('takes references on the command line from the current folder', async () => {
  write('api', 'k-123');
  const commandLine = [{ path: 'key', value: '${file:api}', flag: '--key' }];
  expect((await loadConfig(schema, { cwd, environment: {}, commandLine })).value.key?.reveal()).toBe('k-123');
});
