import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadConfig } from './load-config.ts';

const schema = z.object({ capital: z.number().default(1), cache: z.object({ ttlMs: z.int().optional() }).optional() });

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-module-')));
});
afterEach(() => rmSync(cwd, { recursive: true }));
const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
const load = async (): Promise<unknown> => (await loadConfig(schema, { cwd, environment: {} })).value;

describe('TypeScript', () => {
  it('is run, with what it imports', async () => {
    write('money.ts', 'export const capital: number = 5;');
    write(
      'tidemark.config.ts',
      "import { capital } from './money.ts';\nexport default { capital } satisfies object;\n",
    );
    expect(await load()).toEqual({ capital: 5 });
  });

  it('is read anew after an edit, also where the package is CommonJS', async () => {
    write('package.json', '{"type":"commonjs"}');
    write('tidemark.config.ts', 'export default { capital: 5 as number };');
    expect(await load()).toEqual({ capital: 5 });
    write('tidemark.config.ts', 'export default { capital: 6 as number };');
    expect(await load()).toEqual({ capital: 6 });
  });

  it('builds on files of other kinds', async () => {
    write('base.yaml', 'capital: 7\ncache: { ttlMs: 5 }');
    write('tidemark.config.ts', "export default { extends: './base.yaml', cache: { ttlMs: 6 } };");
    expect(await load()).toEqual({ capital: 7, cache: { ttlMs: 6 } });
  });

  it('that throws is told with its place', { timeout: 20_000 }, async () => {
    write('package.json', '{"type":"module"}');
    write('tidemark.config.ts', "const x: number = 1;\n\n   throw new Error('boom');\nexport default { x };");
    // In a process of its own: vitest replaces the stacks that places are read from.
    const program = `
      import { tidemarkSchema } from '@tidemark/core-config';
      import { loadConfig } from '@tidemark/core-config/node';
      await loadConfig(tidemarkSchema, { cwd: ${JSON.stringify(cwd)} }).catch((error) => console.log(error.message));`;
    const args = ['--import', 'tsx', '--conditions=@tidemark/source', '--input-type=module', '-e', program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
    expect(stdout.trim()).toBe(
      'tidemark.config.ts:3:10: the file failed while it was loaded: Error: boom (mend the file)',
    );
  });
});

describe('JavaScript', () => {
  it('is run, and read anew after an edit', async () => {
    write('tidemark.config.mjs', 'export default { capital: 5 };');
    expect(await load()).toEqual({ capital: 5 });
    write('tidemark.config.mjs', 'export default { capital: 6 };');
    expect(await load()).toEqual({ capital: 6 });
  });

  it.each([
    ['export const capital = 5;', 'the file has no default export'],
    ['export default 5;', 'its default export is a number'],
    ['export default [];', 'the file holds a list'],
    ['export default {', 'the file failed while it was loaded'],
    ["import 'no-such-package';", 'the file failed while it was loaded'],
  ])('%s: %s', async (text, message) => {
    write('tidemark.config.mjs', text);
    await expect(load()).rejects.toThrow(message);
  });

  it('has the place of a key that is written once', async () => {
    write(
      'tidemark.config.mjs',
      "export default {\n  capital: 'x',\n  cache: { ttlMs: 0.5 },\n  profiles: { a: { cache: { ttlMs: 1 } } },\n};",
    );
    await expect(load()).rejects.toMatchObject({
      issues: [
        { path: 'cache.ttlMs', place: { text: 'tidemark.config.mjs' } },
        { path: 'capital', place: { text: 'tidemark.config.mjs:2:3' } },
      ],
    });
  });
});
