import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { z } from 'zod';
import type { Change } from '../changes.ts';
import { ConfigManager } from '../config-manager.ts';
import type { Frozen } from '../freeze.ts';
import type { ConfigSchema } from '../sources.ts';
import { configFileNames } from './file-loader.ts';
import { readSources, type LoadConfigOptions } from './load-config.ts';

export interface WatchOptions<S extends ConfigSchema = ConfigSchema> extends LoadConfigOptions<S> {
  /** Called with what changed. */
  readonly onChange?: ((changes: readonly Change[], value: Frozen<z.output<S>>) => void) | undefined;
  /** Called where an edit holds a mistake: what held before goes on. The error has each mistake with its place. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** How long files must be quiet before they are read; default 50. */
  readonly quietMs?: number | undefined;
}

/** A configuration that follows its files. */
export interface WatchedConfig<S extends ConfigSchema> {
  readonly config: ConfigManager<S>;
  /** Reads the files now, whatever the watcher has seen. Ends when they have been taken or refused. */
  refresh(): Promise<void>;
  /** Stops watching; the configuration stays as it is. */
  close(): void;
}

/**
 * Loads a configuration and follows its files: the one that was found, those it extends, those that `${file:…}` names.
 * A bad edit changes nothing. The process is not kept alive for it.
 *
 * @throws ConfigError what `loadConfig` throws: the first configuration must hold
 * @example
 * const watched = await watchConfig(tidemarkSchema, { onChange: (changes) => console.log(changes), onError: console.error });
 * watched.close();
 */
export async function watchConfig<S extends ConfigSchema>(
  schema: S,
  options: WatchOptions<S> = {},
): Promise<WatchedConfig<S>> {
  const { onChange, onError, quietMs = 50, ...load } = options;
  const { cwd = process.cwd(), name = 'tidemark', file } = load;
  // A file may appear that is nearer than the one that was found.
  const candidates = file === undefined ? configFileNames(name).map((one) => resolve(cwd, one)) : [];
  const first = await readSources<S>(load);
  const config = new ConfigManager(schema, first.sources);
  const watcher = new FolderWatcher(quietMs, () => void refresh());
  watcher.follow([...first.paths, ...candidates]);
  let turn: Promise<void> = Promise.resolve();

  async function reload(): Promise<void> {
    try {
      const { sources, paths } = await readSources<S>(load);
      try {
        const changes = config.update(sources);
        if (changes.length > 0) onChange?.(changes, config.value);
      } finally {
        watcher.follow([...paths, ...candidates]);
      }
    } catch (error) {
      onError?.(error);
    }
  }
  function refresh(): Promise<void> {
    turn = turn.then(reload, reload);
    return turn;
  }
  return { config, refresh, close: () => watcher.close() };
}

/** Watches folders, not files: editors put a new file in the place of the old one. */
class FolderWatcher {
  readonly #quietMs: number;
  readonly #onQuiet: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #paths = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(quietMs: number, onQuiet: () => void) {
    this.#quietMs = quietMs;
    this.#onQuiet = onQuiet;
  }

  follow(paths: readonly string[]): void {
    if (this.#isClosed) return;
    this.#paths = new Set(paths);
    const folders = new Set(paths.map((path) => dirname(path)));
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) if (!this.#watchers.has(folder)) this.#watch(folder);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        // Some systems do not tell the name.
        if (name === null || this.#paths.has(resolve(folder, basename(name)))) this.#stir();
      });
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
        this.#stir();
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // The folder is gone: it is watched again when files are read the next time.
    }
  }

  #stir(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onQuiet, this.#quietMs);
    this.#timer.unref();
  }
}
