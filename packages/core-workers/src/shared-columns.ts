import { isPlainObject } from './plain-data.ts';

type TypedArray = ArrayBufferView<ArrayBufferLike> & { readonly length: number; set(from: unknown): void };
type TypedArrayClass = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => TypedArray;

/** Views on numbers of 8 bytes must start at a multiple of 8. */
const ALIGNMENT = 8;

/**
 * True where workers can see the same memory: always in Node; in browsers on pages that are cross-origin isolated
 * (served with `Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`).
 *
 * @example canShareMemory() // => true
 */
export function canShareMemory(): boolean {
  return typeof SharedArrayBuffer === 'function' && globalThis.crossOriginIsolated !== false;
}

/**
 * Copies every typed array of a value into one piece of shared memory. What holds them (plain objects and arrays, at
 * any depth) is made anew; all else is the same.
 *
 * @returns the value itself where memory cannot be shared
 * @example
 * const { close } = sharedColumns({ close: Float64Array.of(1, 2, 3) });
 * [close, close.buffer instanceof SharedArrayBuffer] // => [[1, 2, 3], true]
 */
export function sharedColumns<Value>(value: Value): Value {
  if (!canShareMemory()) return value;
  const arrays = new Map<TypedArray, number>();
  const bytes = place(value, arrays, new Set(), 0);
  if (arrays.size === 0) return value;
  return moved(value, new SharedArrayBuffer(bytes), arrays, new Map()) as Value;
}

/** Notes where each array will start; answers where the next one may. */
function place(value: unknown, arrays: Map<TypedArray, number>, seen: Set<object>, start: number): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return start;
  seen.add(value);
  if (isTypedArray(value)) {
    if (value.buffer instanceof SharedArrayBuffer) return start;
    arrays.set(value, start);
    return start + Math.ceil(value.byteLength / ALIGNMENT) * ALIGNMENT;
  }
  let next = start;
  for (const inner of parts(value)) next = place(inner, arrays, seen, next);
  return next;
}

function moved(
  value: unknown,
  memory: SharedArrayBuffer,
  arrays: Map<TypedArray, number>,
  made: Map<object, object>,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = made.get(value);
  if (known !== undefined) return known;
  const start = arrays.get(value as TypedArray);
  if (start !== undefined) {
    const from = value as TypedArray;
    const to = new (from.constructor as TypedArrayClass)(memory, start, from.length);
    to.set(from);
    made.set(value, to);
    return to;
  }
  const isArray = Array.isArray(value);
  if (!isArray && !isPlainObject(value)) return value;
  const container: Record<string, unknown> = (isArray ? [] : {}) as Record<string, unknown>;
  made.set(value, container);
  for (const key of Object.keys(value))
    container[key] = moved((value as Record<string, unknown>)[key], memory, arrays, made);
  return container;
}

function isTypedArray(value: object): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function parts(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isPlainObject(value) ? Object.values(value) : [];
}
