import { MarketError } from './error.ts';
import { Hash128 } from './hash.ts';

/**
 * The hash of a plain value, for parameters and settings. The order of an object's keys does not matter.
 *
 * | value | counts as |
 * | --- | --- |
 * | NaN, Infinity, -Infinity, -0 | themselves: none equals null, and -0 is not 0 |
 * | an undefined member | absent; an undefined element counts as null, as in JSON |
 * | bigint | itself: 1n is not 1 |
 * | typed array | its type and its numbers to the bit: it differs from an array of them |
 * | object with `toJSON` (Date, URL) | what that answers |
 * | function, symbol, Map, Set, any other class | refused: nothing plain says what it is |
 *
 * @returns 32 hexadecimal digits
 * @throws MarketError NOT_HASHABLE with the path of the value, also for a value that contains itself
 * @example hashJson({ a: 1, b: 2 }) === hashJson({ b: 2, a: 1 }) // => true
 */
export function hashJson(value: unknown): string {
  return new Hash128().text(canonical(value, '', [])).digest();
}

/** JSON with sorted keys and the names that JSON lacks. `holders` are the objects around the value. */
function canonical(value: unknown, path: string, holders: readonly object[]): string {
  switch (typeof value) {
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'undefined':
      return 'null';
    case 'object':
      return value === null ? 'null' : canonicalObject(value, path, holders);
    case 'function':
    case 'symbol':
      throw notHashable(`a ${typeof value}`, path);
  }
}

function canonicalObject(value: object, path: string, holders: readonly object[]): string {
  if (holders.includes(value)) throw notHashable('a value that contains itself', path);
  const inside = [...holders, value];
  if (ArrayBuffer.isView(value)) return canonicalView(value, path);
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonical(value.toJSON(), path, inside);
  if (Array.isArray(value)) {
    return `[${Array.from(value, (element, i) => canonical(element, `${path}[${i}]`, inside)).join()}]`;
  }
  if (!isPlain(value)) throw notHashable(`a ${value.constructor?.name || 'class instance'}`, path);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([key, member]) => `${JSON.stringify(key)}:${canonical(member, path === '' ? key : `${path}.${key}`, inside)}`,
    );
  return `{${members.join()}}`;
}

/** A typed array's type, then the hash of its numbers, or its integers as they are where they are big. */
function canonicalView(view: ArrayBufferView, path: string): string {
  if (view instanceof DataView) throw notHashable('a DataView', path);
  const { [Symbol.toStringTag]: type } = view as unknown as { readonly [Symbol.toStringTag]: string };
  if (type.startsWith('Big')) return `${type}(${(view as BigInt64Array).join()})`;
  const values =
    type === 'Float64Array' ? (view as Float64Array) : new Float64Array(view as unknown as ArrayLike<number>);
  return `${type}(${new Hash128().column(values).digest()})`;
}

/** Made by a literal, JSON.parse or structuredClone, in whichever realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function notHashable(what: string, path: string): MarketError {
  return new MarketError('NOT_HASHABLE', {
    what: `${what} has no content that could be hashed`,
    where: path === '' ? undefined : path,
    fix: 'give plain data, or an object whose toJSON says what it is',
  });
}
