import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigManager } from '../config-manager.ts';
import type { ConfigSchema, ConfigSources } from '../sources.ts';
import { findConfigFile, readConfigFiles, type FindOptions } from './file-loader.ts';

export interface LoadConfigOptions<S extends ConfigSchema = ConfigSchema>
  extends FindOptions, Omit<ConfigSources<S>, 'files' | 'readFile'> {
  /** The file; default: the one that `findConfigFile` finds. `false`: none. */
  readonly file?: string | false | undefined;
}

/**
 * Finds and reads the configuration of a folder: `tidemark.config.{ts,mjs,json,yaml,toml}` there or above, what it
 * extends, the profile (`profile`, or the variable TIDEMARK_PROFILE), the environment.
 *
 * @throws ConfigError CONFIG_INVALID with every mistake there is; CONFIG_FILE_MISSING, CONFIG_FILE_AMBIGUOUS,
 *   CONFIG_FILE_TYPE, CONFIG_FILE_FAILED, CONFIG_FILE_CYCLE, DRIVER_MISSING, RESERVED_SETTING
 * @example const config = await loadConfig(tidemarkSchema, { commandLine: [{ path: 'backtest.capital', value: '5_000' }] });
 */
export async function loadConfig<S extends ConfigSchema>(
  schema: S,
  options: LoadConfigOptions<S> = {},
): Promise<ConfigManager<S>> {
  const { sources } = await readSources<S>(options);
  return new ConfigManager(schema, sources);
}

/** What a configuration is made of, and the files that were read: those to watch. */
export interface ReadSources<S extends ConfigSchema> {
  readonly sources: ConfigSources<S>;
  /** Absolute; files that references name are added when they are read. */
  readonly paths: Set<string>;
}

export async function readSources<S extends ConfigSchema>(options: LoadConfigOptions<S>): Promise<ReadSources<S>> {
  const { file, cwd = process.cwd(), name, environment = process.env, prefix = 'TIDEMARK', ...rest } = options;
  const path = file === false ? undefined : (file ?? findConfigFile({ cwd, name }));
  const { files, paths } = path === undefined ? { files: [], paths: [] } : await readConfigFiles(path, cwd);
  const read = new Set(paths);
  const chosen = rest.profile ?? environment[`${prefix}_PROFILE`];
  const sources: ConfigSources<S> = {
    ...rest,
    files,
    environment,
    prefix,
    profile: chosen === '' ? undefined : chosen,
    readFile: (target, folder = cwd) => {
      const absolute = resolve(folder, target);
      read.add(absolute);
      return readFileSync(absolute, 'utf8').replace(/\r?\n$/, '');
    },
  };
  return { sources, paths: read };
}
