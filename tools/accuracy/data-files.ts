import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { nearestName } from '@tidemark/core-errors';
import { AccuracyError } from './error.ts';

/**
 * Finds data files by name alone, anywhere under a folder. Copies are one file as long as their bytes agree.
 *
 * @param folder searched once, at the first look-up
 * @throws AccuracyError DATA_FILE_MISSING, DATA_FILE_AMBIGUOUS (at the look-up)
 */
export function dataFiles(folder: string): (fileName: string) => string {
  let paths: Map<string, string[]> | undefined;
  return (fileName) => {
    paths ??= pathsByName(folder);
    const [first, ...others] = paths.get(fileName) ?? [];
    if (first === undefined) throw missing(fileName, folder, paths.keys());
    const other = others.find((path) => !readFileSync(path).equals(readFileSync(first)));
    if (other !== undefined) throw ambiguous(fileName, first, other);
    return first;
  };
}

function pathsByName(folder: string): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  if (!existsSync(folder)) return byName;
  for (const relative of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const path = join(folder, relative);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    const name = basename(relative);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return byName;
}

function missing(fileName: string, folder: string, known: Iterable<string>): AccuracyError {
  const near = nearestName(fileName, known);
  return new AccuracyError('DATA_FILE_MISSING', {
    what: `no file named ${fileName}${near === undefined ? '' : `, only ${near}`}`,
    where: folder,
    fix: 'name a folder that holds it with --data',
  });
}

function ambiguous(fileName: string, first: string, other: string): AccuracyError {
  return new AccuracyError('DATA_FILE_AMBIGUOUS', {
    what: `${fileName} is there twice with different content: ${first} and ${other}`,
    fix: 'keep one of them, or name the folder that holds it alone with --data',
  });
}
