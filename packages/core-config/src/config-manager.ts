import { nearestName } from '@tidemark/core-errors';
import type { z } from 'zod';
import { changesBetween, type Change } from './changes.ts';
import { ConfigError } from './error.ts';
import { explanationOf, pathsOf, type Explanation } from './explain.ts';
import type { Frozen } from './freeze.ts';
import { isTree, parsePath, pathText, valueAt, type Path } from './path.ts';
import { resolveConfig, type ResolvedConfig } from './resolve.ts';
import { schemaAt, shapeOf } from './schema-walk.ts';
import { isSecret, type Secret } from './secret.ts';
import { settingsOf } from './settings.ts';
import type { ConfigSchema, ConfigSources } from './sources.ts';

/** Called after the configuration changed. */
export type ConfigListener<S extends ConfigSchema> = (changes: readonly Change[], value: Frozen<z.output<S>>) => void;

/**
 * A configuration: layers laid over one another (defaults < files < profile < environment < command line < code),
 * checked by a schema as a whole. Sections are strict: a name that the schema does not have is refused, with the one
 * that was meant. What holds is frozen.
 *
 * @example
 * const schema = z.object({ cache: z.object({ ttlMs: z.int().min(1).default(60_000) }).prefault({}) });
 * const files = [parseConfigFile('cache: { ttlMs: 5000 }', 'app.yaml')];
 * const config = new ConfigManager(schema, { files, environment: { TIDEMARK_CACHE__TTL_MS: '1000' } });
 * config.value.cache.ttlMs // => 1000
 * config.explain('cache.ttlMs').where // => 'TIDEMARK_CACHE__TTL_MS'
 */
export class ConfigManager<S extends ConfigSchema> {
  readonly schema: S;
  #config: ResolvedConfig<S>;
  readonly #listeners = new Set<ConfigListener<S>>();

  /** @throws ConfigError CONFIG_INVALID with every mistake there is: `issues` has each with its place; RESERVED_SETTING */
  constructor(schema: S, sources: ConfigSources<S> = {}) {
    this.schema = schema;
    this.#config = resolveConfig(schema, sources);
  }

  /** What holds now; frozen. An update makes a new one, so what was read before stays as it was. */
  get value(): Frozen<z.output<S>> {
    return this.#config.value;
  }

  /** Every secret that holds now: give them to the logger, which then strikes their texts out of everything. */
  get secrets(): readonly Secret[] {
    return this.#config.secrets;
  }

  /**
   * The value of a setting or a section.
   *
   * @param path `cache.ttlMs`
   * @throws ConfigError UNKNOWN_SETTING
   */
  get(path: string): unknown {
    return valueAt(this.value, this.#known(path));
  }

  /**
   * Which layer a setting has its value from, and whom it overrode.
   *
   * @param path `cache.ttlMs`
   * @throws ConfigError UNKNOWN_SETTING, NOT_ONE_SETTING for a section
   */
  explain(path: string): Explanation {
    const at = this.#known(path);
    const [first, ...others] = pathsOf(valueAt(this.value, at), at);
    if (others.length > 0 || first?.length !== at.length) {
      const what = `${path} is a section of ${others.length + 1} settings`;
      throw new ConfigError('NOT_ONE_SETTING', { what, fix: `explain one of them, or all: explainAll('${path}')` });
    }
    return explanationOf(this.schema, this.#config as ResolvedConfig<ConfigSchema>, at);
  }

  /**
   * Explains every setting that has a value.
   *
   * @param below a section, such as `cache`; default all
   * @throws ConfigError UNKNOWN_SETTING
   */
  explainAll(below = ''): Explanation[] {
    const path = below === '' ? [] : this.#known(below);
    const paths = pathsOf(valueAt(this.value, path), path).filter((at) => !this.#isEmptySection(at));
    return paths.map((at) => explanationOf(this.schema, this.#config as ResolvedConfig<ConfigSchema>, at));
  }

  /**
   * Takes other sources in the place of the present ones. Where they hold a mistake, all stays as it was.
   *
   * @returns what changed; listeners hear of it where it is anything
   * @throws ConfigError CONFIG_INVALID; what a listener throws, when all have heard
   */
  update(sources: ConfigSources<S>): readonly Change[] {
    const before = this.value;
    this.#config = resolveConfig(this.schema, sources);
    const changes = changesBetween(before, this.value);
    if (changes.length === 0) return changes;
    const failures: unknown[] = [];
    for (const listener of this.#listeners) {
      try {
        listener(changes, this.value);
      } catch (error) {
        failures.push(error);
      }
    }
    // The new configuration holds and every listener has heard of it.
    if (failures.length > 0) throw failures[0];
    return changes;
  }

  /** @returns ends the subscription */
  subscribe(listener: ConfigListener<S>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What holds, as plain data; secrets read `[redacted]`. */
  toJSON(): unknown {
    return plain(this.value);
  }

  #isEmptySection(path: Path): boolean {
    const at = schemaAt(this.schema, path);
    return at !== undefined && shapeOf(at) !== undefined && isTree(valueAt(this.value, path));
  }

  #known(text: string): string[] {
    const path = parsePath(text);
    if (path.length > 0 && schemaAt(this.schema, path) !== undefined) return path;
    const meant = nearestName(
      text,
      settingsOf(this.schema).map((setting) => pathText(setting.path)),
    );
    const sections = `the sections are ${Object.keys(this.schema.shape).join(', ')}`;
    const fix = meant === undefined ? sections : `did you mean ${meant}?`;
    throw new ConfigError('UNKNOWN_SETTING', { what: `there is no setting ${JSON.stringify(text)}`, fix });
  }
}

function plain(value: unknown): unknown {
  if (isSecret(value)) return value.toJSON();
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
