/**
 * The known name nearest to a misspelt one, for "did you mean": at most a third of its letters may differ.
 *
 * @param name what was written
 * @param known the names that exist
 * @returns the nearest known name, or undefined where none is near
 * @example
 * nearestName('clsoe', ['open', 'close']) // => 'close'
 * nearestName('volume', ['open', 'close']) // => undefined
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  const rowOf = (i: number): number[] => Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : i));
  const rows = Array.from({ length: a.length + 1 }, (_, i) => rowOf(i));
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      rows[i]![j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped);
    }
  }
  return at(a.length, b.length);
}
