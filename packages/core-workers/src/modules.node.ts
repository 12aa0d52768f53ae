import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { WorkersError } from './error.ts';
import type { Modules } from './module-loader.ts';

type ModuleExports = Readonly<Record<string, unknown>>;

/** `file:`, `data:`, `node:`; one letter is a drive of Windows. */
const HAS_SCHEME = /^[a-z][a-z\d+.-]+:/i;
const TYPESCRIPT = /\.m?tsx?$/;

/** Modules in Node: TypeScript is run by tsx on every version, and tsx loaded only then. */
export const nodeModules: Modules = {
  resolve: (module) => (HAS_SCHEME.test(module) ? new URL(module) : pathToFileURL(resolve(module))).href,

  async read(url) {
    if (!url.startsWith('file:')) return (await fetch(url)).text();
    assertThere(url);
    return readFile(fileURLToPath(url), 'utf8');
  },

  async import(url, codeHash) {
    if (!url.startsWith('file:')) return (await import(url)) as ModuleExports;
    assertThere(url);
    if (TYPESCRIPT.test(url)) return runTypeScript(url);
    // The hash makes a changed file a new module.
    return (await import(codeHash === undefined ? url : `${url}?${codeHash}`)) as ModuleExports;
  },
};

async function runTypeScript(url: string): Promise<ModuleExports> {
  const { tsImport } = await import('tsx/esm/api').catch((cause: unknown) => {
    const what = 'a TypeScript task needs tsx to run';
    throw new WorkersError('DRIVER_MISSING', { what, where: url, fix: 'npm install tsx', cause });
  });
  return (await tsImport(url, import.meta.url)) as ModuleExports;
}

function assertThere(url: string): void {
  const { protocol, pathname } = new URL(url);
  if (existsSync(fileURLToPath(`${protocol}//${pathname}`))) return;
  const fix = "give new URL('./my.task.ts', import.meta.url), with the extension that the file has where this runs";
  throw new WorkersError('TASK_MODULE_MISSING', { what: 'there is no such file', where: url, fix });
}
