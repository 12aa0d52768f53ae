import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { load } from './load.ts';

vi.mock('tsx/esm/api', () => {
  throw new Error('not installed');
});

const thisPackage = fileURLToPath(new URL('../..', import.meta.url));

const zod = dirname(fileURLToPath(import.meta.resolve('zod/package.json')));

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder as a user would have it: their files, and this package installed. */
function userFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'strategy-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  mkdirSync(join(folder, 'node_modules/@tidemark'), { recursive: true });
  symlinkSync(thisPackage, join(folder, 'node_modules/@tidemark/strategy'), 'junction');
  symlinkSync(zod, join(folder, 'node_modules/zod'), 'junction');
  return folder;
}

const DEFINED = `
  import { defineStrategy } from '@tidemark/strategy';
  import { LEVEL } from './level';
  import { z } from 'zod';
  interface Columns { close: Float64Array }
  export default defineStrategy({
    name: 'above',
    params: z.object({ level: z.number().default(LEVEL) }),
    columns: ({ close }) => ({ close }),
    decide: ({ close }: Columns, i, { level }) => (close[i] > level ? 1 : -1),
  });
`;

const CLASS = `
  import { BaseStrategy, type BarEvent } from '@tidemark/strategy';
  import { z } from 'zod';
  export default class extends BaseStrategy<{ level: number }> {
    static readonly params = z.object({ level: z.number().default(3) });
    readonly #level = this.params.level;
    onBar({ bar }: BarEvent) { return bar.close > this.#level ? 1 : -1; }
  }
`;

/** What is loaded, all in one process, as tsx takes its time: files of a folder, the one to load, its parameters. */
const LOADS: Record<string, [files: Record<string, string>, file: string, params?: object]> = {
  ...Object.fromEntries(
    ['module', 'commonjs', undefined].map((type) => [
      `type ${type}`,
      [
        {
          'package.json': JSON.stringify({ type }),
          'above.ts': DEFINED,
          'level.ts': 'export const LEVEL: number = 3;',
        },
        'above.ts',
        { level: 1e9 },
      ],
    ]),
  ),
  nameless: [{ 'momentum.mts': CLASS }, 'momentum.mts'],
  throws: [
    {
      'package.json': '{"type":"module"}',
      'bad.ts': '\nconst a: number = 1;\nthrow new RangeError(`a is ${a}`);',
    },
    'bad.ts',
  ],
  syntax: [{ 'bad.ts': 'export default {\n  name: \n};' }, 'bad.ts'],
  gone: [{ 'bad.ts': "import { x } from './gone.ts';\nexport default x;" }, 'bad.ts'],
  absent: [{ 'bad.ts': "import x from '@levels/daily/weekly';\nexport default x;" }, 'bad.ts'],
  exports: [{ 'named.ts': 'export const level: number = 3;' }, 'named.ts'],
};

const PROGRAM = `
  import { load } from '@tidemark/strategy/node';
  import { sampleBars } from '@tidemark/strategy/testing';
  const results = {};
  for (const [name, [module, params]] of Object.entries(JSON.parse(process.argv.at(-1)))) {
    try {
      const factory = await load(module);
      const strategy = factory(params);
      const run = strategy.over(sampleBars({ bars: 30 }));
      const { strategyName, code } = factory;
      results[name] = { strategyName, code, params: strategy.params, last: run.signal(29) };
    } catch ({ cause, ...error }) {
      results[name] = { ...error, cause: cause && String(cause) };
    }
  }
  console.log(JSON.stringify(results));
`;

let loaded: Record<string, Record<string, unknown>> = {};

beforeAll(() => {
  const modules = Object.entries(LOADS).map(([name, [files, file, params]]) => [
    name,
    [join(userFolder(files), file), params],
  ]);
  const flags = ['--conditions=@tidemark/source', '--import', import.meta.resolve('tsx'), '--input-type=module'];
  const args = [...flags, '--eval', PROGRAM, '--', JSON.stringify(Object.fromEntries(modules))];
  loaded = JSON.parse(execFileSync(process.execPath, args, { cwd: userFolder({}), encoding: 'utf8' })) as typeof loaded;
}, 60_000);

describe('a TypeScript file', () => {
  it.each(['module', 'commonjs', undefined])('is loaded from a folder of type %s', (type) => {
    const result = loaded[`type ${type}`];
    expect(result).toMatchObject({ strategyName: 'above', params: { level: 1e9 }, last: -1 });
    const codeHash: unknown = expect.stringMatching(/^[0-9a-f]{32}$/);
    const module: unknown = expect.stringMatching(/^file:.*above\.ts$/);
    expect(result?.['code']).toEqual({ module, export: 'default', codeHash });
  });

  it('may hold a class, which is called after its file where it has no name', () => {
    expect(loaded['nameless']).toMatchObject({ strategyName: 'momentum', params: { level: 3 }, last: 1 });
  });

  it('that throws is reported with its place and its error', () => {
    expect(loaded['throws']).toMatchObject({
      code: 'STRATEGY_FILE_FAILED',
      what: 'the file failed while it was loaded: RangeError: a is 1',
      where: expect.stringMatching(/bad\.ts:3:\d+$/),
      cause: 'RangeError: a is 1',
    });
  });

  it('that does not parse is reported with its place and the mistake', () => {
    const what = 'the file failed while it was loaded: SyntaxError: Unexpected "}"';
    const where: unknown = expect.stringMatching(/bad\.ts:3:\d+$/);
    expect(loaded['syntax']).toMatchObject({ code: 'STRATEGY_FILE_FAILED', what, where });
  });

  it('that imports what is not there is reported with the name', () => {
    const what: unknown = expect.stringContaining('gone.ts');
    expect(loaded['gone']).toMatchObject({ code: 'STRATEGY_FILE_FAILED', what });
  });

  it('that imports a package which is not installed is told how to install it', () => {
    expect(loaded['absent']).toMatchObject({ code: 'STRATEGY_FILE_FAILED', fix: 'npm install @levels/daily' });
  });

  it('that exports no strategy is told what it exports', () => {
    expect(loaded['exports']).toMatchObject({
      code: 'STRATEGY_EXPORTS_NOTHING',
      what: 'the default export is missing; the file exports level (a number)',
    });
  });

  it('needs tsx, and the error names the install command', async () => {
    const folder = userFolder({ 'above.ts': DEFINED });
    const error = await load(join(folder, 'above.ts')).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'DRIVER_MISSING', fix: 'npm install tsx', where: join(folder, 'above.ts') });
  });
});

describe('a JavaScript file', () => {
  const ready = "export default { name: 'ready', over: () => ({ columns: {}, warmup: 0, signal: () => 0.5 }) };";

  it.each(['module', undefined])('is loaded without tsx from a folder of type %s', async (type) => {
    const file = type === 'module' ? 'ready.js' : 'ready.mjs';
    const folder = userFolder({ 'package.json': JSON.stringify({ type }), [file]: ready });
    const factory = await load(join(folder, file));
    expect(
      factory()
        .over({} as never)
        .signal(0),
    ).toBe(0.5);
    expect(() => factory({ fast: 1 } as never)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMS' }));
  });

  it('that changed is loaded anew, with another hash', async () => {
    const folder = userFolder({ 'ready.mjs': ready });
    const before = await load(join(folder, 'ready.mjs'));
    writeFileSync(join(folder, 'ready.mjs'), ready.replace('0.5', '0.25'));
    const after = await load(join(folder, 'ready.mjs'));
    expect(
      [before, after].map((factory) =>
        factory()
          .over({} as never)
          .signal(0),
      ),
    ).toEqual([0.5, 0.25]);
    expect(before.code?.codeHash).not.toBe(after.code?.codeHash);
  });

  it('may export a strategy under a name', async () => {
    const folder = userFolder({ 'two.mjs': ready.replace('default', 'const calm =') });
    const calm = await load(join(folder, 'two.mjs'), { export: 'calm' });
    expect(calm().code).toMatchObject({ export: 'calm' });
  });
});

describe('what is no strategy', () => {
  const attempt = async (files: Record<string, string>, file: string) =>
    load(join(userFolder(files), file)).catch((error: unknown) => error);

  it('is told what the file exports instead', async () => {
    const named = "export const calm = { name: 'calm', over() {} };\nexport const level = 3;";
    expect(await attempt({ 'named.mjs': named }, 'named.mjs')).toMatchObject({
      code: 'STRATEGY_EXPORTS_NOTHING',
      what: 'the default export is missing; the file exports calm (a strategy), level (a number)',
      fix: 'export default calm, or load it by its name',
    });
    expect(await attempt({ 'empty.mjs': '' }, 'empty.mjs')).toMatchObject({
      code: 'STRATEGY_EXPORTS_NOTHING',
      what: 'the default export is missing; the file exports nothing else',
      fix: 'export default defineStrategy({ … })',
    });
    expect(await attempt({ 'number.mjs': 'export default 7;' }, 'number.mjs')).toMatchObject({
      what: 'the default export is a number, no strategy; the file exports nothing else',
    });
  });

  it('is a missing file, with the nearest name suggested', async () => {
    expect(await attempt({ 'sma-cross.ts': '' }, 'sma-corss.ts')).toMatchObject({
      code: 'STRATEGY_FILE_MISSING',
      fix: 'did you mean sma-cross.ts?',
    });
    expect(await attempt({}, 'gone/sma.ts')).toMatchObject({ fix: expect.stringContaining('does not exist either') });
  });

  it.each([
    ['notes.txt', 'a .txt file is no strategy file'],
    ['strategy.py', 'a .py file is no strategy file'],
    ['node_modules', 'this is no file'],
  ])('is %s', async (file, what) => {
    const files = file.includes('.') ? { [file]: '' } : {};
    expect(await attempt(files, file)).toMatchObject({ code: 'STRATEGY_FILE_TYPE', what });
  });
});
