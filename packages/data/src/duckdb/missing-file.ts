import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../error.ts';

/** FILE_MISSING for a path at which nothing is, with the neighbour whose name is nearest. */
export async function missingFile(path: string, cause?: unknown): Promise<DataError> {
  const folder = dirname(path);
  const neighbours = await readdir(folder).catch(() => undefined);
  const meant = nearestName(basename(path), neighbours ?? []);
  const check = neighbours === undefined ? `check the path: there is no folder ${folder} either` : 'check the path';
  const fix = meant === undefined ? check : `did you mean ${meant}?`;
  const what = isGlob(path) ? 'no file matches this pattern' : 'there is no such file';
  return new DataError('FILE_MISSING', { what, where: path, fix, cause });
}

/** True for a path that DuckDB reads as a pattern. */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}

/** A path as a pattern that matches it alone, whatever letters it has. */
export function exactPattern(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}
