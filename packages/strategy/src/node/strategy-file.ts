import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Hash128 } from '@tidemark/core-market';
import { nearestName } from '@tidemark/core-errors';
import { StrategyError } from '../error.ts';

/** A user's file as it lies on the disk. */
export interface StrategyFile {
  readonly path: string;
  readonly url: string;
  readonly isTypeScript: boolean;
  /** 128-bit hash of its text. */
  readonly hash: string;
}

const JAVASCRIPT = ['.js', '.mjs'];
const TYPESCRIPT = ['.ts', '.mts'];

/**
 * Finds and hashes a strategy file.
 *
 * @param module URL, or a path from the current folder
 * @throws StrategyError STRATEGY_FILE_MISSING, STRATEGY_FILE_TYPE
 */
export function strategyFile(module: URL | string): StrategyFile {
  const path = pathOf(module);
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind === undefined) throw missing(path);
  const extension = extname(path);
  if (!kind.isFile() || ![...JAVASCRIPT, ...TYPESCRIPT].includes(extension)) {
    const what = kind.isFile() ? `a ${extension || 'nameless'} file is no strategy file` : 'this is no file';
    throw new StrategyError('STRATEGY_FILE_TYPE', { what, where: path, fix: 'give a .ts, .mts, .js or .mjs file' });
  }
  const hash = new Hash128().text(readFileSync(path, 'utf8')).digest();
  return { path, url: pathToFileURL(path).href, isTypeScript: TYPESCRIPT.includes(extension), hash };
}

function pathOf(module: URL | string): string {
  const url = typeof module === 'string' ? undefined : module.href;
  if (url !== undefined && !url.startsWith('file:')) {
    const fix = "give a file: URL, such as new URL('./my-strategy.ts', import.meta.url), or a path";
    throw new StrategyError('STRATEGY_FILE_TYPE', { what: 'this is no file', where: url, fix });
  }
  return typeof module !== 'string' || module.startsWith('file:') ? fileURLToPath(module) : resolve(module);
}

function missing(path: string): StrategyError {
  const folder = dirname(path);
  const neighbours = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : undefined;
  const meant = nearestName(basename(path), neighbours ?? []);
  const fix =
    neighbours === undefined
      ? `the folder ${folder} does not exist either`
      : meant === undefined
        ? 'give the path of a .ts, .mts, .js or .mjs file with a strategy as its default export'
        : `did you mean ${meant}?`;
  return new StrategyError('STRATEGY_FILE_MISSING', { what: 'there is no such file', where: path, fix });
}
