import { base64, fromBase64 } from './base64.ts';
import { EventsError } from './error.ts';

// JSON, and what JSON loses: NaN (a signal that keeps its stance), infinities, -0, bigint, Date, Map, Set, typed
// arrays. Those are written as objects with one key that begins with $; an object of the user's that looks so gets
// one $ more.

type TypedArray =
  Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;

const TYPED: Readonly<Record<string, new (bytes: ArrayBuffer) => TypedArray>> = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
};

/**
 * A payload as text: plain data with everything that JSON loses kept.
 *
 * @throws EventsError NOT_SERIALISABLE with the path of a function, symbol, class instance or a value that contains
 *   itself
 * @example
 * encodePayload({ value: NaN, close: 5000 }) // => '{"value":{"$number":"NaN"},"close":5000}'
 */
export function encodePayload(payload: unknown): string {
  if (payload === undefined) return '{"$undefined":0}';
  return JSON.stringify(isPlainJson(payload, 0) ? payload : written(payload, '', []));
}

/**
 * The payload that `encodePayload` made a text of.
 *
 * @throws SyntaxError for what is no JSON; EventsError NOT_SERIALISABLE for an unknown mark
 */
export function decodePayload(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return readParsed(value, text);
}

/** What was kept, in a value that JSON.parse made of a text. */
export function readParsed(value: unknown, text: string): unknown {
  return text.includes('"$') ? read(value) : value;
}

/** The short way: most payloads need nothing but JSON. */
function isPlainJson(value: unknown, depth: number): boolean {
  const type = typeof value;
  if (type === 'string' || type === 'boolean') return true;
  if (typeof value === 'number') return value - value === 0 && (value !== 0 || 1 / value > 0);
  if (typeof value !== 'object') return false;
  if (value === null) return true;
  if (depth > 20) return false;
  if (Array.isArray(value)) return value.every((element) => isPlainJson(element, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  if ('toJSON' in value) return false;
  for (const key in value) {
    const member: unknown = value[key as never];
    if (key.charCodeAt(0) === 36 || (member !== undefined && !isPlainJson(member, depth + 1))) return false;
  }
  return true;
}

function written(value: unknown, path: string, holders: readonly object[]): unknown {
  switch (typeof value) {
    case 'number':
      if (Object.is(value, -0)) return { $number: '-0' };
      return Number.isFinite(value) ? value : { $number: String(value) };
    case 'bigint':
      return { $bigint: String(value) };
    case 'undefined':
      return { $undefined: 0 };
    case 'object':
      return value === null ? null : writtenObject(value, path, holders);
    case 'function':
    case 'symbol':
      throw notSerialisable(`a ${typeof value}`, path);
    case 'string':
    case 'boolean':
      return value;
  }
}

function writtenObject(value: object, path: string, holders: readonly object[]): unknown {
  if (holders.includes(value)) throw notSerialisable('a value that contains itself', path);
  const inside = [...holders, value];
  const each = (elements: Iterable<unknown>): unknown[] =>
    Array.from(elements, (element, i) => written(element, `${path}[${i}]`, inside));
  if (Array.isArray(value)) return each(value);
  if (value instanceof Date) return { $date: written(value.getTime(), path, inside) };
  if (value instanceof Map) return { $map: each(value) };
  if (value instanceof Set) return { $set: each(value) };
  if (ArrayBuffer.isView(value)) {
    const { [Symbol.toStringTag]: type } = value as unknown as { readonly [Symbol.toStringTag]: string };
    if (!(type in TYPED)) throw notSerialisable(`a ${type}`, path);
    return { [`$${type}`]: base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') return written(value.toJSON(), path, inside);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw notSerialisable(`a ${value.constructor?.name || 'class instance'}`, path);
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.map(([key, member]) => [
      key.startsWith('$') ? `$${key}` : key,
      written(member, path === '' ? key : `${path}.${key}`, inside),
    ]),
  );
}

function read(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(read);
  const entries = Object.entries(value);
  const [mark = '', content] = entries[0] ?? [];
  if (mark.startsWith('$') && !mark.startsWith('$$')) return readMarked(mark, content);
  return Object.fromEntries(entries.map(([key, member]) => [key.startsWith('$') ? key.slice(1) : key, read(member)]));
}

function readMarked(mark: string, content: unknown): unknown {
  switch (mark) {
    case '$number':
      return Number(content);
    case '$bigint':
      return BigInt(content as string);
    case '$undefined':
      return undefined;
    case '$date':
      return new Date(read(content) as number);
    case '$map':
      return new Map(read(content) as [unknown, unknown][]);
    case '$set':
      return new Set(read(content) as unknown[]);
  }
  const type = TYPED[mark.slice(1)];
  if (type === undefined) {
    throw new EventsError('NOT_SERIALISABLE', {
      what: `nothing is known by the mark ${mark}`,
      fix: 'read it with the version that wrote it, or a newer one',
    });
  }
  return new type(fromBase64(content as string).buffer as ArrayBuffer);
}

function notSerialisable(what: string, path: string): EventsError {
  return new EventsError('NOT_SERIALISABLE', {
    what: `${what} cannot be written down`,
    where: path === '' ? 'payload' : `payload.${path}`,
    fix: 'publish plain data, or an object whose toJSON says what it is',
  });
}
