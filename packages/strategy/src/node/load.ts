import { basename, extname } from 'node:path';
import type { StrategyFactory } from '@tidemark/core-market';
import { portable } from '../base/portable.ts';
import { StrategyError } from '../error.ts';
import { exportedStrategy, type ModuleExports } from './exported-strategy.ts';
import { strategyFile, type StrategyFile } from './strategy-file.ts';

export interface LoadOptions {
  /** Which export of the file; default `default`. */
  readonly export?: string | undefined;
}

/**
 * Loads a strategy from a user's file, together with the reference `{ module, export, codeHash }` under which workers
 * and manifests know it. What the file imports resolves from its own folder. TypeScript is run by tsx, loaded only then.
 *
 * @param module URL, or a path from the current folder: `.ts`, `.mts`, `.js` or `.mjs`
 * @returns a factory, whatever the file exports: a factory itself, a class that extends BaseStrategy, or a strategy
 *   that is made already (its factory takes no parameters). The hash is of this file's text, not of what it imports
 * @throws StrategyError STRATEGY_FILE_MISSING, STRATEGY_FILE_TYPE, STRATEGY_FILE_FAILED (the file throws: its error is
 *   the cause), STRATEGY_EXPORTS_NOTHING, DRIVER_MISSING (TypeScript without tsx)
 * @example const smaCross = await load(new URL('./sma-cross.ts', import.meta.url));
 */
export async function load(module: URL | string, options: LoadOptions = {}): Promise<StrategyFactory> {
  const { export: name = 'default' } = options;
  const file = strategyFile(module);
  const exports = file.isTypeScript ? await runTypeScript(file) : await runJavaScript(file);
  const factory = exportedStrategy(exports, name, file.path);
  const code = { module: file.url, export: name, codeHash: file.hash };
  return portable(factory, code, nameOf(factory, file));
}

/** A nameless default export is called after its file. */
function nameOf({ strategyName }: StrategyFactory, { path }: StrategyFile): string {
  return /(^|_)default$|^strategy$/.test(strategyName) ? basename(path, extname(path)) : strategyName;
}

async function runJavaScript(file: StrategyFile): Promise<ModuleExports> {
  try {
    // The hash makes a changed file a new module: what runs is what the reference says.
    return (await import(`${file.url}?${file.hash}`)) as ModuleExports;
  } catch (cause) {
    throw failed(file, cause);
  }
}

async function runTypeScript(file: StrategyFile): Promise<ModuleExports> {
  const { tsImport } = await import('tsx/esm/api').catch((cause: unknown) => {
    const what = 'a TypeScript strategy needs tsx to run';
    throw new StrategyError('DRIVER_MISSING', { what, where: file.path, fix: 'npm install tsx', cause });
  });
  try {
    return (await tsImport(file.url, import.meta.url)) as ModuleExports;
  } catch (cause) {
    throw failed(file, cause);
  }
}

function failed(file: StrategyFile, cause: unknown): StrategyError {
  const line = firstLine(cause);
  const what = `the file failed while it was loaded: ${line}`;
  const absent = /Cannot find (?:package|module) '((?:@[\w.-]+\/)?[\w-][\w.-]*)/.exec(line)?.[1];
  const fix = absent === undefined ? 'mend the file' : `npm install ${absent}`;
  return new StrategyError('STRATEGY_FILE_FAILED', { what, where: placeOf(file, cause), fix, cause });
}

/** What went wrong, in a line. The compiler counts its errors in the first line and says them below, each with its place. */
function firstLine(cause: unknown): string {
  const message = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const syntax = /:\d+:\d+: ERROR: (.*)/.exec(message)?.[1];
  return syntax === undefined ? (message.split('\n')[0] ?? message) : `SyntaxError: ${syntax}`;
}

/** `file:line:column` where the error tells it, else the file. */
function placeOf({ path, url }: StrategyFile, cause: unknown): string {
  if (!(cause instanceof Error)) return path;
  const text = `${cause.message}\n${cause.stack ?? ''}`;
  for (const place of [url, path]) {
    const at = text.indexOf(place);
    const position = at < 0 ? undefined : /^(?:\?\S*?)?:(\d+)(?::(\d+))?/.exec(text.slice(at + place.length));
    if (position) return [path, position[1], position[2]].filter((part) => part !== undefined).join(':');
  }
  return path;
}
