import { isTree, pathText, type Path } from './path.ts';
import { isSecret } from './secret.ts';

/** A setting that differs from what it was. */
export interface Change {
  /** `cache.ttlMs` */
  readonly path: string;
  /** Undefined where the setting is new. A secret prints `[redacted]`. */
  readonly before: unknown;
  /** Undefined where the setting is gone. */
  readonly after: unknown;
}

/**
 * What differs between two configurations, setting by setting; lists count as one.
 *
 * @example changesBetween({ a: { x: 1, y: 2 } }, { a: { x: 1, y: 3 } }) // => [{ path: 'a.y', before: 2, after: 3 }]
 */
export function changesBetween(before: unknown, after: unknown, path: Path = []): Change[] {
  if (isTree(before) && isTree(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => changesBetween(own(before, key), own(after, key), [...path, key]));
  }
  return same(before, after) ? [] : [{ path: pathText(path), before, after }];
}

function own(tree: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(tree, key) ? tree[key] : undefined;
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (isSecret(a) || isSecret(b)) return isSecret(a) && isSecret(b) && a.reveal() === b.reveal();
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (isTree(a) && isTree(b)) return changesBetween(a, b).length === 0;
  return false;
}
