/**
 * A copy that JSON can hold: numbers that are none keep their names as text (`"Infinity"`), columns become arrays,
 * -0 is 0, functions and what is undefined are left out.
 *
 * @example plainJson({ limit: Infinity, at: Float64Array.of(1) }) // => { limit: 'Infinity', at: [1] }
 */
export function plainJson<T>(value: T): T {
  return copied(value) as T;
}

function copied(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value); // JSON has no -0
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Float64Array || Array.isArray(value))
    return Array.from(value, (member) => copied(member) ?? null);
  if (value instanceof Date) return value.toJSON();
  const entries = Object.entries(value).map(([key, member]) => [key, copied(member)] as const);
  return Object.fromEntries(entries.filter(([, member]) => member !== undefined));
}
