import { nearestName } from '@tidemark/core-errors';
import type { ConfigIssue } from './issue.ts';
import type { Layer } from './layer.ts';
import { isTree, pathText, setKey, valueAt, type ConfigTree, type Path } from './path.ts';
import { childOf, definitionOf, shapeOf, unwrap, type AnySchema } from './schema-walk.ts';
import { settingsOf } from './settings.ts';
import { valueOfText } from './text-value.ts';

/** Variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variable that sets a setting.
 *
 * @example environmentName('TIDEMARK', ['cache', 'ttlMs']) // => 'TIDEMARK_CACHE__TTL_MS'
 */
export function environmentName(prefix: string, path: Path): string {
  const words = path.map((key) =>
    String(key)
      .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
      .replaceAll(/[^A-Za-z0-9*]+/g, '_')
      .toUpperCase(),
  );
  return `${prefix}_${words.join('__')}`;
}

/**
 * Settings from variables: two underscores go one section down, `TIDEMARK_CACHE__TTL_MS` is `cache.ttlMs`. A variable
 * that begins so and names no setting is a mistake; without two underscores it is left alone, unless they were forgotten.
 *
 * @param below the weaker layers, whose names of free choice (`cache.regions.*`) are taken as they are written there
 */
export function environmentLayer(
  schema: AnySchema,
  environment: Environment,
  { prefix, below }: { readonly prefix: string; readonly below: ConfigTree },
): { readonly layer: Layer; readonly issues: readonly ConfigIssue[] } {
  const values: Record<string, unknown> = {};
  const names = new Map<string, string>();
  const issues: ConfigIssue[] = [];
  for (const name of Object.keys(environment).toSorted()) {
    const text = environment[name];
    if (text === undefined || !name.startsWith(`${prefix}_`)) continue;
    const found = find(schema, name.slice(prefix.length + 1).split('__'), below);
    if (found === undefined) {
      const issue = notFound(schema, prefix, name);
      if (issue !== undefined) issues.push(issue);
      continue;
    }
    setAt(values, found.path, valueOfText(text, found.schema));
    names.set(JSON.stringify(found.path), name);
  }
  const layer: Layer = {
    kind: 'environment',
    values,
    isLiteral: true,
    placeOf: (path) => {
      for (let length = path.length; length > 0; length--) {
        const text = names.get(JSON.stringify(path.slice(0, length)));
        if (text !== undefined) return { text };
      }
      return undefined;
    },
  };
  return { layer, issues };
}

interface Found {
  readonly path: readonly string[];
  readonly schema: AnySchema;
}

function find(root: AnySchema, words: readonly string[], below: ConfigTree): Found | undefined {
  const path: string[] = [];
  let schema = root;
  for (const word of words) {
    if (word === '') return undefined;
    const keys = Object.keys(shapeOf(schema) ?? {});
    const there = valueAt(below, path);
    const isFree = definitionOf(unwrap(schema).schema).type === 'record';
    const known = isFree && isTree(there) ? Object.keys(there) : keys;
    const key = known.find((one) => bare(one) === bare(word)) ?? (isFree ? word.toLowerCase() : undefined);
    const child = key === undefined ? undefined : childOf(schema, key);
    if (key === undefined || child === undefined) return undefined;
    path.push(key);
    schema = child;
  }
  // A section as a whole can be given as JSON, but not by a variable of the program's own: TIDEMARK_DATA.
  return path.length === 1 && shapeOf(schema) !== undefined ? undefined : { path, schema };
}

function notFound(schema: AnySchema, prefix: string, name: string): ConfigIssue | undefined {
  const settings = settingsOf(schema).map(({ path }) => environmentName(prefix, path));
  const hasSections = name.slice(prefix.length + 1).includes('__');
  const meant = hasSections ? nearestName(name, settings) : settings.find((one) => bare(one) === bare(name));
  if (!hasSections && meant === undefined) return undefined;
  return {
    code: 'UNKNOWN_SETTING',
    path: '',
    what: `the variable ${name} names no setting`,
    place: { text: name },
    fix: meant === undefined ? 'two underscores go one section down: TIDEMARK_CACHE__TTL_MS' : `did you mean ${meant}?`,
  };
}

/** How a name is written never decides. */
function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9*]/g, '');
}

/** Sets a value deep in an object that is being built. */
export function setAt(target: Record<string, unknown>, path: Path, value: unknown): void {
  let at = target;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    if (!isTree(next)) setKey(at, String(key), {});
    at = at[key] as Record<string, unknown>;
  }
  setKey(at, String(path.at(-1) ?? pathText(path)), value);
}
