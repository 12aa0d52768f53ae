import { plainError, isError } from './plain-error.ts';
import { isSecretLike, REDACTED, type Redactor } from './redact.ts';

/** What a record holds: JSON, with nothing left to leak or to fail. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

const DEEPEST = 12;
const MOST_ITEMS = 100;
const LONGEST_TEXT = 16_384;
const HALF_PAIR = /\p{Surrogate}/gu;

/**
 * Anything at all as JSON, without secrets. Numbers that JSON has no word for become texts: `NaN`, `Infinity`.
 *
 * @param value any value; getters that throw, cycles, depth and length are no trouble
 * @param redactor decides what is secret, and learns the secrets that it meets
 * @param ancestors the objects on the way down to the value
 * @returns undefined for undefined, which a record leaves out
 */
export function plain(value: unknown, redactor: Redactor, ancestors: readonly object[] = []): Plain | undefined {
  switch (typeof value) {
    case 'object':
      return value === null ? null : plainObject(value, redactor, ancestors);
    case 'string':
      return plainText(value, redactor);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
    case 'undefined':
      return value;
    case 'bigint':
    case 'symbol':
      return plainText(String(value), redactor);
    case 'function':
      return isSecretLike(value) ? secret(value, redactor) : plainText(`[function ${value.name}]`, redactor);
  }
}

/** A text without secrets, cut where it is longer than any line should be. */
export function plainText(text: string, redactor: Redactor): string {
  // Cut later: half a secret is one still. What is far too long is not searched to its end.
  const clean = redactor.scrub(text.length > LONGEST_TEXT * 4 ? text.slice(0, LONGEST_TEXT * 4) : text);
  const cut = clean.length <= LONGEST_TEXT ? clean : `${clean.slice(0, LONGEST_TEXT)}… (${text.length} characters)`;
  // Half a surrogate pair has no bytes in UTF-8.
  return cut.replace(HALF_PAIR, '\uFFFD');
}

/**
 * Sets one field of a record that is being built; what its key calls a secret is never looked at.
 *
 * @param into the record or a part of it
 */
export function setPlain(
  into: Record<string, Plain>,
  key: string,
  value: unknown,
  redactor: Redactor,
  ancestors: readonly object[],
): void {
  const hides = redactor.isSecretKey(key) && value !== null && value !== undefined && typeof value !== 'boolean';
  if (hides && isSecretLike(value)) redactor.learn(value);
  const written = hides ? REDACTED : plain(value, redactor, ancestors);
  if (written === undefined) return;
  const name = plainText(key, redactor);
  // `__proto__` as a key is data, not an order to change the record's prototype.
  if (name === '__proto__') Object.defineProperty(into, name, { ...OWN, value: written });
  else into[name] = written;
}

const OWN = { enumerable: true, configurable: true, writable: true } as const;

function secret(value: { reveal(): string }, redactor: Redactor): string {
  redactor.learn(value);
  return REDACTED;
}

function plainObject(value: object, redactor: Redactor, ancestors: readonly object[]): Plain {
  try {
    if (isSecretLike(value)) return secret(value, redactor);
    if (ancestors.includes(value)) return '[circular]';
    if (ancestors.length >= DEEPEST) return '[deeper]';
    return described(value, redactor, [...ancestors, value]);
  } catch (cause) {
    return plainText(`[unreadable: ${cause instanceof Error ? cause.message : String(cause)}]`, redactor);
  }
}

function described(value: object, redactor: Redactor, ancestors: readonly object[]): Plain {
  if (isError(value)) return plainError(value, redactor, ancestors);
  if (Array.isArray(value)) return items(value, value.length, redactor, ancestors);
  if (ArrayBuffer.isView(value)) return numbers(value, redactor, ancestors);
  switch (Object.prototype.toString.call(value)) {
    case '[object Date]':
      return Number.isNaN(Number(value)) ? 'Invalid Date' : (value as Date).toISOString();
    case '[object RegExp]':
      return plainText((value as RegExp).toString(), redactor);
    case '[object String]':
    case '[object Number]':
    case '[object Boolean]':
      // oxlint-disable-next-line typescript/no-base-to-string -- a boxed value has a text of its own
      return plainText(value.toString(), redactor);
    case '[object ArrayBuffer]':
    case '[object SharedArrayBuffer]':
      return `[${(value as ArrayBuffer).byteLength} bytes]`;
    case '[object Map]':
      return entries((value as Map<unknown, unknown>).entries(), redactor, ancestors);
    case '[object Set]':
      return items([...(value as Set<unknown>)], (value as Set<unknown>).size, redactor, ancestors);
    case '[object Promise]':
      return '[promise]';
  }
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return plain(toJSON.call(value, ''), redactor, ancestors) ?? null;
  return entries(
    Object.keys(value)
      .map((key) => [key, read(value, key)])
      .values(),
    redactor,
    ancestors,
  );
}

/** Float columns by their first values; bytes by their count, for they may be a key. */
function numbers(view: ArrayBufferView, redactor: Redactor, ancestors: readonly object[]): Plain {
  const isBytes = view instanceof Uint8Array || !('length' in view);
  if (isBytes || view.constructor.name.startsWith('Uint8')) return `[${view.byteLength} bytes]`;
  const { length } = view as unknown as ArrayLike<number>;
  return items(view as unknown as ArrayLike<unknown>, length, redactor, ancestors);
}

function items(
  values: ArrayLike<unknown>,
  length: number,
  redactor: Redactor,
  ancestors: readonly object[],
): readonly Plain[] {
  const shown = Math.min(length, MOST_ITEMS);
  const out: Plain[] = [];
  for (let i = 0; i < shown; i++) {
    // Headers come as ['authorization', '…', …] and as [['authorization', '…'], …].
    const name = i % 2 === 1 ? values[i - 1] : undefined;
    const hides = typeof name === 'string' && typeof values[i] === 'string' && redactor.isSecretKey(name);
    out.push(hides ? REDACTED : (plain(values[i], redactor, ancestors) ?? null));
  }
  if (length > shown) out.push(`… ${length - shown} more`);
  return out;
}

function entries(
  pairs: Iterable<readonly unknown[]>,
  redactor: Redactor,
  ancestors: readonly object[],
): { readonly [key: string]: Plain } {
  const out: Record<string, Plain> = {};
  const rest = { count: 0 };
  let named: unknown;
  let shown = 0;
  for (const [key, value] of pairs) {
    if (shown++ >= MOST_ITEMS) rest.count++;
    else {
      const text = typeof key === 'string' ? key : keyText(plain(key, redactor, ancestors));
      if (text === 'name' || text === 'key' || text === 'header') named = value;
      // Headers come as { name: 'authorization', value: '…' } too.
      const hides = text === 'value' && typeof named === 'string' && redactor.isSecretKey(named);
      setPlain(out, text, hides ? REDACTED : value, redactor, ancestors);
    }
  }
  if (rest.count > 0) out['…'] = `${rest.count} more`;
  return out;
}

/** The key of a Map as the key of an object. */
function keyText(key: Plain | undefined): string {
  return typeof key === 'string' ? key : JSON.stringify(key ?? null);
}

function read(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch (cause) {
    return `[unreadable: ${cause instanceof Error ? cause.message : String(cause)}]`;
  }
}
