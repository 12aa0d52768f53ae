import { CacheError } from './error.ts';
import { describeKind, isPlain, setMember, typedArrayName, type TypedArray } from './plain.ts';
import type { CopyPolicy } from './policy.ts';

/** A value as a cache holds it. */
export interface Kept {
  readonly value: unknown;
  /** Whether each caller needs a copy: it holds what cannot be frozen, or the policy is `clone`. */
  readonly loose: boolean;
  /** An estimate of its size. */
  readonly bytes: number;
}

/** A container or box of the engine's own, beside its content. */
const BOX_BYTES = 48;

class Copying {
  bytes = 0;
  loose = false;
  readonly #copy: boolean;
  readonly #freeze: boolean;
  readonly #holders: object[] = [];

  /** @param copy false: the value is ours alone, and is changed in place */
  constructor(copy: boolean, freeze: boolean) {
    this.#copy = copy;
    this.#freeze = freeze;
  }

  of(value: unknown, path: string): unknown {
    if (typeof value === 'string') {
      this.bytes += 16 + value.length * 2;
      return value;
    }
    if (typeof value === 'function' || typeof value === 'symbol') throw uncacheable(value, path);
    this.bytes += 8;
    return typeof value === 'object' && value !== null ? this.#object(value, path) : value;
  }

  #object(value: object, path: string): unknown {
    this.bytes += BOX_BYTES;
    const type = typedArrayName(value);
    if (type !== undefined || value instanceof ArrayBuffer) {
      this.loose = true;
      this.bytes += (value as TypedArray).byteLength;
      return this.#copy ? copyOfBytes(value as TypedArray | ArrayBuffer) : value;
    }
    if (value instanceof Date) {
      this.loose = true;
      return this.#copy ? new Date(value) : value;
    }
    if (this.#holders.includes(value)) throw uncacheable(value, path, 'a value that contains itself');
    this.#holders.push(value);
    const out = this.#container(value, path);
    this.#holders.pop();
    return out;
  }

  #container(value: object, path: string): unknown {
    if (Array.isArray(value)) {
      const out: unknown[] = this.#copy ? Array.from(value, () => undefined) : value;
      for (let i = 0; i < value.length; i++) {
        const inner = this.of(value[i], `${path}[${i}]`);
        if (this.#copy || !Object.is(inner, value[i])) out[i] = inner;
      }
      return this.#freeze ? Object.freeze(out) : out;
    }
    if (value instanceof Map) {
      this.loose = true;
      const inside = `${path}{}`;
      const entries = Array.from(value, ([key, member]) => [this.of(key, inside), this.of(member, inside)] as const);
      return this.#copy || this.#freeze ? new Map(entries) : value;
    }
    if (value instanceof Set) {
      this.loose = true;
      const members = Array.from(value, (member) => this.of(member, `${path}{}`));
      return this.#copy || this.#freeze ? new Set(members) : value;
    }
    if (!isPlain(value)) throw uncacheable(value, path);
    const source = value as Record<string, unknown>;
    const out: Record<string, unknown> = this.#copy ? {} : source;
    for (const name of Object.keys(source)) {
      this.bytes += 16 + name.length;
      const inner = this.of(source[name], path === '' ? name : `${path}.${name}`);
      if (this.#copy || !Object.is(inner, source[name])) setMember(out, name, inner);
    }
    return this.#freeze ? Object.freeze(out) : out;
  }
}

/**
 * A value as the cache keeps it, apart from what the caller goes on with.
 *
 * @param where the entry, for error messages
 * @throws CacheError UNCACHEABLE_VALUE with the path of a function, a class instance or a value that contains itself
 */
export function keep(value: unknown, policy: CopyPolicy, where: string): Kept {
  return policy === 'share' ? shared(value) : kept(value, policy, true, where);
}

/** A value that is the cache's alone, as it came from a store: kept without a copy. */
export function adopt(value: unknown, policy: CopyPolicy, where: string): Kept {
  return policy === 'share' ? shared(value) : kept(value, policy, false, where);
}

function kept(value: unknown, policy: CopyPolicy, copy: boolean, where: string): Kept {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol') throw uncacheable(value, '', undefined, where);
    return { value, loose: false, bytes: BOX_BYTES + (typeof value === 'string' ? value.length * 2 : 8) };
  }
  const copying = new Copying(copy, policy === 'freeze');
  try {
    const out = copying.of(value, '');
    return { value: out, loose: policy === 'clone' || copying.loose, bytes: copying.bytes };
  } catch (error) {
    if (!(error instanceof CacheError) || error.code !== 'UNCACHEABLE_VALUE') throw error;
    const at = error.where === undefined ? where : `${where}, ${error.where}`;
    throw new CacheError(error.code, { what: error.what, where: at, fix: error.fix });
  }
}

/** What a caller is handed. */
export function handOut({ value, loose }: Kept, policy: CopyPolicy): unknown {
  if (!loose) return value;
  return ArrayBuffer.isView(value)
    ? copyOfBytes(value as TypedArray)
    : new Copying(true, policy === 'freeze').of(value, '');
}

/** What cannot be measured counts as its box. */
function shared(value: unknown): Kept {
  let bytes = BOX_BYTES;
  try {
    const measured = new Copying(false, false);
    measured.of(value, '');
    bytes = measured.bytes;
  } catch {
    // a class instance: nothing says how large it is
  }
  return { value, loose: false, bytes };
}

function copyOfBytes(value: TypedArray | ArrayBuffer): object {
  return value instanceof Uint8Array ? new Uint8Array(value) : value.slice(0); // a Buffer's slice is no copy
}

function uncacheable(value: unknown, path: string, what = describeKind(value), where?: string): CacheError {
  const promise = value instanceof Promise;
  return new CacheError('UNCACHEABLE_VALUE', {
    what: `${what} cannot be kept in a cache`,
    where: path === '' ? where : path,
    fix: promise ? 'await it first' : "cache plain data, or keep it in memory with copy: 'share'",
  });
}
