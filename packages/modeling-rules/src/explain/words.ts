/** A number as people read it: six significant digits; `not known` for NaN. */
export function figure(value: number): string {
  return Number.isNaN(value) ? 'not known' : String(Number(value.toPrecision(6)));
}

/** `a`, `a, and b`, `a, b, and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`;
}

/** `now`, `1 bar ago`, `2 bars ago`. */
export function rowsAgo(rows: number): string {
  if (rows === 0) return 'now';
  return rows === 1 ? '1 bar ago' : `${rows} bars ago`;
}
