import { CacheError } from './error.ts';
import { describeKind, isPlain, setMember, typedArrayName, typedArrays, type TypedArray } from './plain.ts';

// A value as bytes: JSON for its shape, and its columns raw behind it, each at a multiple of 8, so that reading them
// needs no parsing and no copy. JSON says neither NaN nor undefined nor a column: an object with the one member `$`
// stands for what it lacks. Columns are in the order of bytes of the machine; a frame says which one that is.

interface Utf8 {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
  readonly TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };
}

/** In Node, in browsers and in workers alike, though not part of the language. */
const { TextEncoder, TextDecoder } = globalThis as unknown as Utf8;
const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true });
const PADDING = /* @__PURE__ */ new Uint8Array(8);

/** A text as UTF-8. */
export const encodeText = (text: string): Uint8Array => encoder.encode(text);
/** @throws TypeError where the bytes are no UTF-8 */
export const decodeText = (bytes: Uint8Array): string => decoder.decode(bytes);

/** What comes behind a part of `length` bytes so that the next one starts at a multiple of 8. */
export function padding(length: number): Uint8Array {
  return PADDING.subarray(0, -length & 7);
}

/** A value as bytes, in parts: columns are not copied. */
export interface Encoded {
  /** 0 for a value of any shape; n for the bare numbers of the n-th type of typed array. */
  readonly kind: number;
  readonly parts: readonly Uint8Array[];
  readonly length: number;
}

const NAMES = /* @__PURE__ */ [...typedArrays.keys()];

/**
 * A value as bytes, lossless for plain data, Map, Set, Date, bigint and typed arrays.
 *
 * @param where the entry, for error messages
 * @throws CacheError UNCACHEABLE_VALUE with the path of a function, a class instance or a value that contains itself
 */
export function encodeValue(value: unknown, where: string): Encoded {
  const type = typeof value === 'object' && value !== null ? typedArrayName(value) : undefined;
  if (type !== undefined) {
    const bytes = bytesOf(value as TypedArray);
    return { kind: NAMES.indexOf(type) + 1, parts: [bytes], length: bytes.length };
  }
  const writer = new TreeWriter(where);
  const text = encodeText(JSON.stringify(writer.tree(value, '')));
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint32(0, text.length, true);
  const parts = [head, text, padding(text.length), ...writer.parts];
  return { kind: 0, parts, length: parts.reduce((sum, part) => sum + part.length, 0) };
}

/**
 * The value that `encodeValue` made bytes of; its columns are views on `bytes`, which start at a multiple of 8.
 *
 * @throws anything, where the bytes are none of ours
 */
export function decodeValue(kind: number, bytes: Uint8Array): unknown {
  if (kind > 0) return viewOf(NAMES[kind - 1]!, bytes, 0, bytes.length);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const text = decodeText(bytes.subarray(8, 8 + length));
  const start = 8 + length + (-length & 7);
  return revive(JSON.parse(text), bytes.subarray(start));
}

type Tree = unknown;

class TreeWriter {
  readonly parts: Uint8Array[] = [];
  #length = 0;
  readonly #where: string;
  readonly #holders: object[] = [];

  constructor(where: string) {
    this.#where = where;
  }

  tree(value: unknown, path: string): Tree {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : special('n', Object.is(value, -0) ? '-0' : String(value));
      case 'undefined':
        return special('u');
      case 'bigint':
        return special('i', String(value));
      case 'object':
        return value === null ? null : this.#object(value, path);
      case 'function':
      case 'symbol':
        throw this.#refuse(value, path);
    }
  }

  #object(value: object, path: string): Tree {
    const type = typedArrayName(value);
    if (type !== undefined) return special('a', type, ...this.#column(bytesOf(value as TypedArray)));
    if (value instanceof ArrayBuffer) return special('b', ...this.#column(new Uint8Array(value)));
    if (value instanceof Date) return special('d', Number.isNaN(value.getTime()) ? null : value.getTime());
    if (this.#holders.includes(value)) throw this.#refuse(value, path, 'a value that contains itself');
    this.#holders.push(value);
    const out = this.#container(value, path);
    this.#holders.pop();
    return out;
  }

  #container(value: object, path: string): Tree {
    if (Array.isArray(value)) return Array.from(value, (element, i) => this.tree(element, `${path}[${i}]`));
    const inside = `${path}{}`;
    if (value instanceof Map) {
      return special(
        'm',
        Array.from(value, ([key, member]) => [this.tree(key, inside), this.tree(member, inside)]),
      );
    }
    if (value instanceof Set)
      return special(
        's',
        Array.from(value, (member) => this.tree(member, inside)),
      );
    if (!isPlain(value)) throw this.#refuse(value, path);
    const members = Object.entries(value).map(
      ([name, member]) => [name, this.tree(member, path === '' ? name : `${path}.${name}`)] as const,
    );
    const unsafe = members.some(([name]) => name === '$' || name === '__proto__');
    return unsafe ? special('o', members) : Object.fromEntries(members);
  }

  #column(bytes: Uint8Array): [offset: number, length: number] {
    const offset = this.#length;
    const pad = padding(bytes.length);
    this.parts.push(bytes, pad);
    this.#length += bytes.length + pad.length;
    return [offset, bytes.length];
  }

  #refuse(value: unknown, path: string, what = describeKind(value)): CacheError {
    return new CacheError('UNCACHEABLE_VALUE', {
      what: `${what} cannot be written as bytes`,
      where: path === '' ? this.#where : `${this.#where}, ${path}`,
      fix: value instanceof Promise ? 'await it first' : "cache plain data, or keep it in memory with copy: 'share'",
    });
  }
}

function special(...parts: unknown[]): Tree {
  return { $: parts };
}

/** The bytes of a column; of shared memory a copy, which not every driver can write. */
function bytesOf({ buffer, byteOffset, byteLength }: TypedArray): Uint8Array {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  return buffer instanceof ArrayBuffer ? bytes : bytes.slice();
}

function viewOf(name: string, { buffer, byteOffset }: Uint8Array, offset: number, length: number): TypedArray {
  const type = typedArrays.get(name)!;
  return new type(buffer as ArrayBuffer, byteOffset + offset, length / type.BYTES_PER_ELEMENT);
}

function revive(tree: Tree, columns: Uint8Array): unknown {
  if (typeof tree !== 'object' || tree === null) return tree;
  if (Array.isArray(tree)) {
    for (let i = 0; i < tree.length; i++) tree[i] = revive(tree[i], columns);
    return tree;
  }
  const object = tree as Record<string, unknown>;
  if (Array.isArray(object['$'])) return reviveSpecial(object['$'], columns);
  for (const name of Object.keys(object)) object[name] = revive(object[name], columns);
  return object;
}

function reviveSpecial([kind, first, ...rest]: unknown[], columns: Uint8Array): unknown {
  const pairs = (): [unknown, unknown][] =>
    (first as [Tree, Tree][]).map(([key, value]) => [revive(key, columns), revive(value, columns)]);
  switch (kind) {
    case 'n':
      return Number(first);
    case 'u':
      return undefined;
    case 'i':
      return BigInt(first as string);
    case 'a':
      return viewOf(first as string, columns, rest[0] as number, rest[1] as number);
    case 'b':
      return columns.slice(first as number, (first as number) + (rest[0] as number)).buffer;
    case 'd':
      return new Date(first === null ? NaN : (first as number));
    case 'm':
      return new Map(pairs());
    case 's':
      return new Set((first as Tree[]).map((member) => revive(member, columns)));
    case 'o': {
      const out = {};
      for (const [name, value] of pairs()) setMember(out, name as string, value);
      return out;
    }
    default:
      throw new TypeError(`nothing is encoded as ${String(kind)}`);
  }
}
