import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, isAbsolute, join, relative, resolve } from 'node:path';
import { parseConfigFile, type ConfigFile } from '../config-file.ts';
import { ConfigError } from '../error.ts';
import { readConfigModule } from './config-module.ts';

/** Endings of configuration files. */
export const ENDINGS = ['ts', 'mjs', 'json', 'yaml', 'toml'] as const;

const MODULES = new Set(['.ts', '.mts', '.mjs', '.js']);

export interface FindOptions {
  /** Where the search begins; default the current folder. */
  readonly cwd?: string | undefined;
  /** `<name>.config.*` is looked for; default `tidemark`. */
  readonly name?: string | undefined;
}

/** The names that a configuration file may have, such as `tidemark.config.yaml`. */
export function configFileNames(name: string): string[] {
  return ENDINGS.map((ending) => `${name}.config.${ending}`);
}

/**
 * The configuration file of a folder or of the nearest one above it.
 *
 * @returns its path; undefined where there is none up to the root
 * @throws ConfigError CONFIG_FILE_AMBIGUOUS where a folder has two
 */
export function findConfigFile({ cwd = process.cwd(), name = 'tidemark' }: FindOptions = {}): string | undefined {
  for (let folder = resolve(cwd), above; folder !== above; above = folder, folder = dirname(folder)) {
    const found = configFileNames(name)
      .map((file) => join(folder, file))
      .filter((file) => existsSync(file));
    if (found.length > 1) {
      const what = `there are ${found.length} configuration files: ${found.map((file) => relative(folder, file)).join(', ')}`;
      throw new ConfigError('CONFIG_FILE_AMBIGUOUS', { what, where: folder, fix: 'keep one of them' });
    }
    if (found[0] !== undefined) return found[0];
  }
  return undefined;
}

/** Configuration files, and everything that was read to get them. */
export interface ReadFiles {
  /** What is built upon first, the file itself last. */
  readonly files: readonly ConfigFile[];
  /** Absolute, without repeats. */
  readonly paths: readonly string[];
}

/**
 * Reads a configuration file and those that it extends. A file that two of them extend counts once, where it comes first.
 *
 * @param path from `cwd`
 * @param cwd messages name files from here; default the current folder
 * @throws ConfigError CONFIG_FILE_MISSING, CONFIG_FILE_TYPE, CONFIG_FILE_FAILED, CONFIG_FILE_CYCLE, DRIVER_MISSING
 */
export async function readConfigFiles(path: string, cwd: string = process.cwd()): Promise<ReadFiles> {
  const files: ConfigFile[] = [];
  const paths = new Set<string>();
  await read(resolve(cwd, path), [], undefined);
  return { files, paths: [...paths] };

  async function read(absolute: string, above: readonly string[], where: string | undefined): Promise<void> {
    if (above.includes(absolute)) {
      const loop = [...above.slice(above.indexOf(absolute)), absolute].map((one) => nameFrom(cwd, one)).join(' -> ');
      throw new ConfigError('CONFIG_FILE_CYCLE', {
        what: `files extend each other in a circle: ${loop}`,
        where,
        fix: 'take one of them out',
      });
    }
    if (paths.has(absolute)) return;
    paths.add(absolute);
    const file = await readOne(absolute, nameFrom(cwd, absolute), where);
    for (const [i, base] of file.extends.entries()) {
      const place = file.placeOf(file.extends.length === 1 ? ['extends'] : ['extends', i]).text;
      await read(baseOf(base, absolute, place), [...above, absolute], place);
    }
    files.push(file);
  }
}

async function readOne(path: string, name: string, where: string | undefined): Promise<ConfigFile> {
  const folder = dirname(path);
  if (MODULES.has(extname(path)) && existsSync(path)) return readConfigModule(path, name, folder);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const isThere = existsSync(path);
    const what =
      isThere && cause instanceof Error ? `${name} cannot be read: ${cause.message}` : `there is no file ${name}`;
    throw new ConfigError('CONFIG_FILE_MISSING', { what, where, fix: 'give the path of a configuration file', cause });
  }
  return { ...parseConfigFile(text, name), folder };
}

/** A path from the folder of the file that names it, or a package: `@desk/config/base.yaml`. */
function baseOf(base: string, from: string, where: string): string {
  if (base.startsWith('.') || isAbsolute(base)) return resolve(dirname(from), base);
  try {
    return createRequire(from).resolve(base);
  } catch (cause) {
    const beside = resolve(dirname(from), base);
    const fix = existsSync(beside) ? `write ./${base}` : `npm install ${base}, or give a path that begins with ./`;
    throw new ConfigError('CONFIG_FILE_MISSING', { what: `there is no package ${base} to extend`, where, fix, cause });
  }
}

/** A path as it would be typed, unless it lies far away. */
function nameFrom(cwd: string, path: string): string {
  const near = relative(cwd, path);
  return near.startsWith('../../..') || isAbsolute(near) ? path : near;
}
