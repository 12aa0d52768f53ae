import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccuracyError } from './error.ts';

/**
 * A JSON file of a goldens folder; undefined where the folder has none of that name.
 *
 * @throws AccuracyError GOLDEN_UNREADABLE
 */
export function readGolden<T>(folder: string, file: string): T | undefined {
  const path = join(folder, file);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new AccuracyError('GOLDEN_UNREADABLE', { what, where: path, fix: 'write it anew as JSON', cause });
  }
}
