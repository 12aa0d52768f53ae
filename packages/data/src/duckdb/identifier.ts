/**
 * A name as SQL takes it, whatever letters it has: nothing in it ends the quotes.
 *
 * @example identifier('a"b; drop table c') // => '"a""b; drop table c"'
 */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
