import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { install } from '../fixtures/install.ts';
import { sourceHash } from './source-hash.ts';

vi.setConfig({ testTimeout: 30_000 });

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'workers-')));
const installed = join(folder, 'node_modules/@tidemark/core-workers');
const tasks = fileURLToPath(new URL('../fixtures/tasks.mjs', import.meta.url));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => install(folder));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs node in the folder; flags first. */
function node(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env: { ...process.env, ...env } }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: out.trim(), err }),
    );
  });
}

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const squares = `
  import { workers } from '@tidemark/core-workers';
  const pool = workers({ size: 2 });
  const task = { module: ${JSON.stringify(tasks)}, export: 'square' };
  const outputs = [];
  for await (const output of pool.map(task, [1, 2, 3])) outputs.push(output);
  console.log(outputs.join());
`;

describe('from dist', () => {
  it('runs, and lets the process end although nobody closes the pool', async () => {
    expect(await node([file('plain.mjs', squares)])).toEqual({ code: 0, out: '1,4,9', err: '' });
  });

  it('runs under the flags and options of which a worker would die', async () => {
    const flags = ['--input-type=module', '--stack-trace-limit=5', '-e', squares];
    expect(await node(flags)).toEqual({ code: 0, out: '1,4,9', err: '' });
    const env = { NODE_OPTIONS: '--input-type=module' };
    expect(await node(['-e', squares], env)).toEqual({ code: 0, out: '1,4,9', err: '' });
  });

  it('waits for a task that runs, and for none that is done', async () => {
    const program = `
      import { workers } from '@tidemark/core-workers';
      const pool = workers({ size: 2 });
      const task = (name) => ({ module: ${JSON.stringify(tasks)}, export: name });
      await pool.run(task('square'), 1);
      pool.run(task('spin'), 100).then(() => console.log('done'));
    `;
    expect(await node([file('waits.mjs', program)])).toEqual({ code: 0, out: 'done', err: '' });
  });

  it('goes with the process that exits amid its tasks', async () => {
    const program = `
      import { workers } from '@tidemark/core-workers';
      const pool = workers({ size: 2 });
      const task = { module: ${JSON.stringify(tasks)}, export: 'spinsForEver' };
      pool.run(task, 0, { onProgress: () => process.exit(5) }).catch(() => {});
    `;
    expect(await node([file('exits.mjs', program)])).toMatchObject({ code: 5 });
  });

  it('resolves the imports of tasks under the conditions of the process', async () => {
    mkdirSync(join(folder, 'node_modules/flavours'), { recursive: true });
    const exports = { '.': { sweet: './sweet.js', default: './plain.js' } };
    file('node_modules/flavours/package.json', JSON.stringify({ name: 'flavours', type: 'module', exports }));
    for (const name of ['sweet', 'plain']) file(`node_modules/flavours/${name}.js`, `export default '${name}';`);
    file('flavour.task.mjs', "import flavour from 'flavours'; export default () => flavour;");
    const program = file(
      'flavour.mjs',
      `import { workers } from '@tidemark/core-workers';
       console.log(await workers({ size: 1 }).run({ module: 'flavour.task.mjs' }, 0));`,
    );
    expect([await node([program]), await node(['-C', 'sweet', program])]).toMatchObject([
      { out: 'plain' },
      { out: 'sweet' },
    ]);
  });
});

describe('a task in TypeScript', () => {
  const source = `
    enum Side { Long = 'long' } // not erasable: no version of Node runs it by itself
    export const side = (x: number): string => Side.Long + x;
  `;
  const program = (codeHash?: string): string => `
    import { inProcess, workers } from '@tidemark/core-workers';
    const task = { module: new URL('./side.task.ts', import.meta.url), export: 'side', codeHash: ${JSON.stringify(codeHash)} };
    for (const pool of [workers({ size: 1 }), inProcess()]) {
      console.log(await pool.run(task, 1).catch(({ code, fix }) => code + ': ' + fix));
    }
  `;
  const tsx = join(folder, 'node_modules/tsx');

  beforeAll(() => {
    file('package.json', '{ "type": "module" }');
    file('side.task.ts', source);
  });

  it('needs tsx, and says how to install it', async () => {
    const missing = 'DRIVER_MISSING: npm install tsx';
    expect(await node([file('typed.mjs', program())])).toMatchObject({ code: 0, out: `${missing}\n${missing}` });
  });

  it('runs once tsx is there, also from a package without "type": "module"', async () => {
    symlinkSync(join(root, 'node_modules/tsx'), tsx);
    expect(await node([file('typed.mjs', program())])).toMatchObject({ code: 0, out: 'long1\nlong1' });
    file('package.json', '{}');
    expect(await node([file('typed.mjs', program())])).toMatchObject({ code: 0, out: 'long1\nlong1' });
  });

  it('is refused where its text is not the one that was referred to', async () => {
    const right = program(sourceHash(source));
    expect(await node([file('hashed.mjs', right)])).toMatchObject({ out: 'long1\nlong1' });
    file('side.task.ts', source.replace('Side.Long + x', 'Side.Long + x + 1'));
    const { out } = await node([file('hashed.mjs', right)]);
    expect(out.match(/CODE_HASH_DIFFERS/g)).toHaveLength(2);
  });
});

it('runs from its sources under tsx', async () => {
  const index = pathToFileURL(join(root, 'packages/core-workers/src/index.ts')).href;
  const program = squares.replace('@tidemark/core-workers', index);
  const flags = ['--conditions=@tidemark/source', '--import', join(root, 'node_modules/tsx/dist/loader.mjs')];
  expect(await node([...flags, file('source.mjs', program)])).toEqual({ code: 0, out: '1,4,9', err: '' });
});

it('says what is wrong where its worker file was left behind', async () => {
  rmSync(join(installed, 'dist/worker.node.js'));
  const { out } = await node([
    file(
      'lost.mjs',
      squares.replace('console.log', 'void ').replace('for await', 'try { for await') +
        '} catch (error) { console.log(error.code, error.cause?.code) }',
    ),
  ]);
  expect(out).toMatch(/^WORKER_START_FAILED (ERR_)?MODULE_NOT_FOUND$/);
});
