/**
 * The call that makes a model, as one would write it: what the manifest of a run shows.
 *
 * @param args plain data; what is undefined is left out
 * @example callName('regT', { initial: 0.5, maintenance: undefined }) // => 'regT({ initial: 0.5 })'
 */
export function callName(name: string, ...args: unknown[]): string {
  const written = args.filter((arg) => arg !== undefined).map(literal);
  return `${name}(${written.join(', ')})`;
}

function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return fields.length === 0 ? '{}' : `{ ${fields.map(([key, field]) => `${key}: ${literal(field)}`).join(', ')} }`;
}
