import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { build as viteBuild, type Rolldown } from 'vite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { chromium, resultOf } from '../../../testing/chromium.mjs';
import { install } from '../fixtures/install.ts';

vi.setConfig({ testTimeout: 60_000 });

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const index = '<!doctype html><script type="module" src="/page.js"></script>';
const isRequired = process.env['TIDEMARK_REQUIRE_SERVICES'] === '1';
const reason = 'no chromium on this machine: apt-get install -y chromium';

/** The page and, beside it, the worker's own file: a bundler that does not know `new Worker(new URL())`. */
async function byEsbuild(page: string, worker: string, conditions: string[]): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { page, 'worker.browser': worker },
    conditions,
    outdir: '/',
    format: 'esm',
    target: 'es2022',
    bundle: true,
    write: false,
  });
  const scripts = outputFiles.map(({ path: name, text }): [string, string] => [name.slice(1), text]);
  const tasks = readFileSync(path('../fixtures/tasks.mjs'), 'utf8');
  return new Map([['index.html', index], ['tasks.mjs', tasks], ...scripts]);
}

/** A bundler that knows `new Worker(new URL())`, and puts modules where no URL finds them. */
async function byVite(): Promise<Map<string, string>> {
  const { output } = (await viteBuild({
    root: path('../fixtures/bundle'),
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@tidemark/source', 'module', 'browser', 'production'] },
    worker: { format: 'es' },
    build: { write: false, target: 'es2022' },
  })) as Rolldown.RolldownOutput;
  return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
}

const fromSource = (): Promise<Map<string, string>> =>
  byEsbuild(path('../fixtures/page.ts'), path('./worker.browser.ts'), ['@tidemark/source']);

const inBoth = {
  squares: [1, 4, 9, 16],
  inProcess: 25,
  totalInWorker: 15,
  progress: [2, [{ i: 1 }, { i: 2 }]],
  failed: 'TASK_FAILED: the task failed: RangeError: no such period',
  missing: expect.stringMatching(/^TASK_EXPORT_MISSING: the module exports no sqare/) as string,
  otherCode: 'CODE_HASH_DIFFERS',
  noModule: 'TASK_MODULE_FAILED',
  listens: 'reason: enough',
  spinsAndAsks: 'reason: enough',
  spinsForEver: 'reason: enough',
  throwsLater: expect.stringMatching(/^WORKER_CRASHED: .*second time: .*out of a timer/) as string,
  leavesRejection: expect.stringMatching(/^WORKER_CRASHED: .*second time: .*nobody catches this/) as string,
  closesItself: 'WORKER_CRASHED: the worker died, a second time: it closed itself',
  afterwards: 36,
  closed: 'EXECUTOR_CLOSED: the executor is closed',
};

describe.skipIf(chromium === undefined && !isRequired)(`in a browser (${chromium ?? reason})`, () => {
  it('shares memory on a page that is cross-origin isolated', async () => {
    const isolated = { canShareMemory: true, isSharedMemory: true, totalOnPage: 15 };
    expect(await resultOf(await fromSource(), true)).toEqual({ ...inBoth, ...isolated });
  });

  it('gives each worker one copy on a page that is not', async () => {
    const plain = { canShareMemory: false, isSharedMemory: expect.stringContaining('SharedArrayBuffer') as string };
    expect(await resultOf(await fromSource(), false)).toEqual({ ...inBoth, ...plain, totalOnPage: 6 });
  });

  it('runs as it is installed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'installed-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    install(folder);
    const page = join(folder, 'page.ts');
    const text = readFileSync(path('../fixtures/page.ts'), 'utf8');
    writeFileSync(page, text.replace('../src/index.ts', '@tidemark/core-workers'));
    const worker = join(folder, 'node_modules/@tidemark/core-workers/dist/worker.browser.js');
    expect(await resultOf(await byEsbuild(page, worker, []), true)).toMatchObject(inBoth);
  });

  it('runs what Vite has bundled, by name', async () => {
    const wanted = { squares: [1, 4, 9], hashed: 'CODE_HASH_DIFFERS', here: 16, own: 2 };
    expect(await resultOf(await byVite(), false)).toEqual(wanted);
  });
});
