import { fingerprint, Hash128, type BarSeries } from '@tidemark/core-market';
import { CacheError } from './error.ts';
import { isPlain, typedArrayName } from './plain.ts';

/** A longer text is replaced by its hash. */
const LONGEST = 160;

/**
 * The key of a value: equal for two values only where a function could hardly tell them apart.
 *
 * | value | counts as |
 * | --- | --- |
 * | number | itself: NaN equals NaN, and -0 is not 0 |
 * | bigint, boolean, null | itself: 1n is not 1, and `'1'` is neither |
 * | undefined | itself: neither null nor absent, for `{ ...defaults, ...options }` can tell |
 * | object | its members, in whatever order |
 * | Map, Set | its entries, in whatever order |
 * | Date | its time |
 * | typed array, ArrayBuffer | its type, its length and a 128-bit hash of its content |
 * | BarSeries | its fingerprint, computed once per object |
 * | function, symbol, class instance | refused: nothing plain says what it is |
 *
 * @returns at most 160 characters: the canonical text itself, or `#` and its 128-bit hash
 * @throws CacheError UNUSABLE_KEY with the path of the value, also for a value that contains itself
 * @example
 * keyOf({ to: 2, from: -0 }) === keyOf({ from: -0, to: 2 }) // => true
 * keyOf(['ES', 1]) // => "['2:ES,1]"
 */
export function keyOf(value: unknown): string {
  return shortened(canonical(value, '', []));
}

/**
 * The key of a call's arguments; `f(1)` and `f(1, undefined)` have two.
 *
 * @throws CacheError UNUSABLE_KEY with the position of the argument, from 0
 * @example argumentsKey(['ES', 5, true]) // => "'2:ES,5,true"
 */
export function argumentsKey(args: readonly unknown[]): string {
  let text = '';
  for (let i = 0; i < args.length; i++) {
    const argument = args[i];
    if (i > 0) text += ',';
    // The frequent ones without a call; the same text as `canonical` gives.
    if (typeof argument === 'string') text += `'${argument.length}:${argument}`;
    else if (typeof argument === 'number' && argument !== 0) text += argument;
    else text += canonical(argument, `argument ${i}`, []);
  }
  return text.length <= LONGEST ? text : shortened(text);
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `#${new Hash128().text(text).digest()}`;
}

/** A text's length stands before it, so that no text can look like several. */
function canonical(value: unknown, path: string, holders: readonly object[]): string {
  switch (typeof value) {
    case 'string':
      return `'${value.length}:${value}`;
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return value === null ? 'null' : canonicalObject(value, path, holders);
    case 'function':
      throw unusable(`a function${value.name === '' ? '' : ` (${value.name})`}`, path);
    case 'symbol':
      throw unusable('a symbol', path);
  }
}

function canonicalObject(value: object, path: string, holders: readonly object[]): string {
  if (holders.includes(value)) throw unusable('a value that contains itself', path);
  const type = typedArrayName(value);
  if (type !== undefined) return canonicalBytes(type, value as Uint8Array);
  if (value instanceof ArrayBuffer) return canonicalBytes('ArrayBuffer', new Uint8Array(value));
  if (value instanceof Date) return `Date(${value.getTime()})`;
  const inside = [...holders, value];
  if (Array.isArray(value)) {
    const elements = Array.from(value, (element, i) =>
      i in value ? canonical(element, `${path}[${i}]`, inside) : 'hole',
    );
    return `[${elements.join()}]`;
  }
  if (value instanceof Set) return `Set(${sorted(value, (member) => canonical(member, `${path}{}`, inside))})`;
  if (value instanceof Map) {
    const entry = ([key, member]: [unknown, unknown]): string =>
      `${canonical(key, `${path}{}`, inside)}:${canonical(member, `${path}{}`, inside)}`;
    return `Map(${sorted(value, entry)})`;
  }
  if (!isPlain(value)) throw unusable(`an instance of ${value.constructor?.name || 'a class'}`, path);
  const bars = barsOf(value);
  if (bars !== undefined) return `BarSeries(${fingerprint(bars)})`;
  const member = ([name, inner]: [string, unknown]): string =>
    `${canonical(name, '', [])}:${canonical(inner, path === '' ? name : `${path}.${name}`, inside)}`;
  return `{${sorted(Object.entries(value), member)}}`;
}

function sorted<T>(members: Iterable<T>, text: (member: T) => string): string {
  return Array.from(members, text).toSorted().join();
}

const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
const BAR_FIELDS = new Set([
  ...COLUMNS,
  'symbol',
  'instrument',
  'timeframe',
  'adjustment',
  'length',
  'closeTime',
  'extra',
]);

/** A series of bars, and nothing besides, whose fingerprint covers it all. */
function barsOf(value: object): BarSeries | undefined {
  const bars = value as Partial<BarSeries>;
  if (typeof bars.timeframe !== 'string' || typeof bars.instrument?.symbol !== 'string') return undefined;
  if (bars.extra === undefined || bars.symbol !== bars.instrument.symbol) return undefined;
  if (!COLUMNS.every((name) => bars[name] instanceof Float64Array)) return undefined;
  return Object.keys(value).every((name) => BAR_FIELDS.has(name)) ? (bars as BarSeries) : undefined;
}

function canonicalBytes(type: string, view: Uint8Array): string {
  const hash = new Hash128();
  if (type === 'Float64Array') hash.column(view as unknown as Float64Array);
  else hash.column(words(view));
  return `${type}(${view.length},${hash.digest()})`;
}

/** The bytes as integers of 32 bits, one a number: bits taken for a number could be one of many NaNs. */
function words({ buffer, byteOffset, byteLength }: Uint8Array): Float64Array {
  const padded = new Int32Array((byteLength + 3) >> 2);
  new Uint8Array(padded.buffer).set(new Uint8Array(buffer, byteOffset, byteLength));
  return new Float64Array(padded);
}

function unusable(what: string, path: string): CacheError {
  return new CacheError('UNUSABLE_KEY', {
    what: `${what} has no content that a key could be made of`,
    where: path === '' ? undefined : path,
    fix: 'give plain data, or say what tells two calls apart: { key: (...args) => … }',
  });
}
