import type { LayerKind } from './layer.ts';
import { isTree, pathText, valueAt, type Path } from './path.ts';
import { schemaAt, unwrap } from './schema-walk.ts';
import { isSecret } from './secret.ts';
import type { ResolvedConfig } from './resolve.ts';
import type { ConfigSchema } from './sources.ts';

/** One layer's say on a setting. */
export interface Say {
  readonly layer: LayerKind;
  /** `tidemark.yaml:3:5`, `TIDEMARK_CACHE__TTL_MS`, `--capital`; undefined for defaults. */
  readonly where: string | undefined;
  /** As it was written: a reference is not replaced. A secret reads `[redacted]`. */
  readonly value: unknown;
}

/** Where a setting has its value from. */
export interface Explanation {
  /** `cache.ttlMs` */
  readonly path: string;
  /** What holds; undefined where nothing was given and there is no default. A secret is one still. */
  readonly value: unknown;
  /** Which layer won. */
  readonly layer: LayerKind;
  readonly where: string | undefined;
  /** The text with its reference, where there was one: `${env:REDIS_URL}`. */
  readonly written: string | undefined;
  /** What the winner overrides, the strongest first. */
  readonly overrides: readonly Say[];
  readonly description: string | undefined;
}

const REFERENCE_ONLY = /^\$\{[^}]*\}$/;

/** Where the value at a path of a configuration comes from. */
export function explanationOf(schema: ConfigSchema, config: ResolvedConfig<ConfigSchema>, path: Path): Explanation {
  const at = schemaAt(schema, path);
  const setting = at === undefined ? undefined : unwrap(at);
  const value = valueAt(config.value, path);
  const hides = isSecret(value) || setting?.isSecret === true;
  const says = config.merged.given(path).map(({ layer, value: said }): Say => {
    const shows = !hides || (typeof said === 'string' && REFERENCE_ONLY.test(said));
    return { layer: layer.kind, where: layer.placeOf(path)?.text, value: shows ? said : '[redacted]' };
  });
  const usual: Say = { layer: 'defaults', where: undefined, value: setting?.usual };
  const all = setting?.usual === undefined && says.length > 0 ? says : [usual, ...says];
  const winner = all.at(-1)!;
  const written = config.written.get(JSON.stringify(path));
  return {
    path: pathText(path),
    value,
    layer: winner.layer,
    where: winner.where,
    written: written === undefined || (hides && !REFERENCE_ONLY.test(written)) ? undefined : written,
    overrides: all.slice(0, -1).toReversed(),
    description: setting?.description,
  };
}

/** The settings of a value, section by section: what has no sections below it. */
export function pathsOf(value: unknown, path: Path = []): Path[] {
  if (!isTree(value) || (path.length > 0 && Object.keys(value).length === 0)) return [path];
  return Object.keys(value).flatMap((key) => pathsOf(value[key], [...path, key]));
}

/**
 * An explanation in one line.
 *
 * @example
 * const config = new ConfigManager(z.object({ port: z.int().default(80) }), { environment: { TIDEMARK_PORT: '8080' } });
 * explanationText(config.explain('port')) // => 'port = 8080 from environment TIDEMARK_PORT, over 80 from defaults'
 */
export function explanationText({ path, value, layer, where, written, overrides }: Explanation): string {
  const from = (kind: LayerKind, at: string | undefined): string => `from ${kind}${at === undefined ? '' : ` ${at}`}`;
  const as = written === undefined ? '' : ` as ${written}`;
  const over = overrides.map((say) => `, over ${shown(say.value)} ${from(say.layer, say.where)}`).join('');
  return `${path} = ${shown(value)} ${from(layer, where)}${as}${over}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (isSecret(value) || value === '[redacted]') return '[redacted]';
  return typeof value === 'bigint' ? `${value}` : (JSON.stringify(value) ?? typeof value);
}
