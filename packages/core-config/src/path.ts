/** Keys and indexes from the root down to a setting. */
export type Path = readonly (string | number)[];

/** Settings as plain data. */
export type ConfigTree = { readonly [key: string]: unknown };

const BARE = /^[\w$-]+$/;

/**
 * A path as people write it; keys with dots or spaces are quoted.
 *
 * @example pathText(['cache', 'regions', 'a.b', 'ttl']) // => 'cache.regions."a.b".ttl'
 */
export function pathText(path: Path): string {
  return path.map((key) => (BARE.test(String(key)) ? String(key) : JSON.stringify(String(key)))).join('.');
}

/**
 * The inverse of `pathText`; what is no path is taken as one key.
 *
 * @example parsePath('cache.regions."a.b".ttl') // => ['cache', 'regions', 'a.b', 'ttl']
 */
export function parsePath(text: string): string[] {
  const parts = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[^."]+/g)].map(([part]) => part);
  return parts.map((part) => (part.startsWith('"') ? unquoted(part) : part));
}

function unquoted(part: string): string {
  try {
    return String(JSON.parse(part));
  } catch {
    return part;
  }
}

/** Objects made by a literal or a parser, of any realm: what layers are merged in. */
export function isTree(value: unknown): value is ConfigTree {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The value at a path; undefined where there is none. */
export function valueAt(tree: unknown, path: Path): unknown {
  let value = tree;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** Sets a key of an object that is being built; `__proto__` is a key like any other. */
export function setKey(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else target[key] = value;
}
