import type { Secret } from './secret.ts';
import { isTree, setKey } from './path.ts';

/** A type whose objects and lists cannot be changed, however deep. */
export type Frozen<T> = T extends Secret | Date | RegExp | ((...args: never[]) => unknown)
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Frozen<T[Key]> }
      : T;

/** A copy whose objects and lists are frozen, however deep. Instances of classes are taken as they are. */
export function frozen<T>(value: T): Frozen<T> {
  if (Array.isArray(value)) return Object.freeze(value.map((item: unknown) => frozen(item))) as Frozen<T>;
  if (!isTree(value)) return value as Frozen<T>;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) setKey(out, key, frozen(inner));
  return Object.freeze(out) as Frozen<T>;
}
