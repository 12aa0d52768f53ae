import type { Once } from '@tidemark/core-market';

/** A function, or one of its arguments, and what comes of those that follow. */
class Node {
  result: { readonly value: unknown } | undefined;
  /** By what else would be kept alive by it, such as a column that nobody else holds. */
  readonly #objects = new WeakMap<object, Node>();
  readonly #values = new Map<unknown, Node>();

  next(key: unknown): Node {
    const isObject = (typeof key === 'object' && key !== null) || typeof key === 'function';
    const map: Pick<Map<unknown, Node>, 'get' | 'set'> = isObject ? (this.#objects as never) : this.#values;
    let next = map.get(key);
    if (next === undefined) map.set(key, (next = new Node()));
    return next;
  }
}

/** What is kept at most, unless something else is said: bytes. */
const ROOM = 256 * 2 ** 20;

/**
 * What the runs of a sweep compute once for all of them, by function and arguments. Where it comes to more than there is
 * room for, all of it is let go: a sweep in nested loops asks for most of it again and again.
 *
 * @param room bytes of columns, and of columns in objects, that are kept
 * @example
 * let calls = 0;
 * const twice = (column) => (calls++, column.map((value) => 2 * value));
 * const [once, prices] = [sharedColumns(), Float64Array.of(1, 2)];
 * once(twice, prices) // => [2, 4]
 * once(twice, prices) // => [2, 4]
 * calls // => 1
 */
export function sharedColumns(room: number = ROOM): Once {
  let root = new Node();
  let held = 0;
  return (compute, ...args) => {
    let node = root;
    for (const key of [compute, ...args]) node = node.next(key);
    if (node.result === undefined) {
      const value = compute(...args);
      held += bytesOf(value);
      if (held > room) {
        root = new Node();
        held = 0;
      } else node.result = { value };
      return value;
    }
    return node.result.value as ReturnType<typeof compute>;
  };
}

function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let bytes = 0;
  for (const part of Object.values(Object(value) as object)) if (ArrayBuffer.isView(part)) bytes += part.byteLength;
  return bytes;
}
