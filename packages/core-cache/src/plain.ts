const TYPED_ARRAYS = [
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  BigInt64Array,
  BigUint64Array,
] as const;

/** A column of numbers of any width. */
export type TypedArray = InstanceType<(typeof TYPED_ARRAYS)[number]>;
export type TypedArrayConstructor = (typeof TYPED_ARRAYS)[number];

/** The typed arrays that survive every tier, by name; the order is part of the stored format. */
export const typedArrays: ReadonlyMap<string, TypedArrayConstructor> = /* @__PURE__ */ new Map(
  TYPED_ARRAYS.map((type) => [type.name, type]),
);

/** The type of a typed array, the nearest built-in one of a subclass (a Buffer is a Uint8Array); undefined of all else. */
export function typedArrayName(value: object): string | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  const name = (value as unknown as Readonly<Record<symbol, string>>)[Symbol.toStringTag]!;
  return typedArrays.has(name) ? name : undefined;
}

/** Made by a literal, JSON.parse or structuredClone, in whichever realm. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Sets a member, also one that is called `__proto__`. */
export function setMember(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/** What a value is, for an error message. */
export function describeKind(value: unknown): string {
  if (typeof value === 'function') return `a function${value.name === '' ? '' : ` (${value.name})`}`;
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`;
  return `an instance of ${value.constructor?.name || 'a class'}`;
}
