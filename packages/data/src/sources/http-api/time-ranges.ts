import type { TimeRange } from '../bar-store.ts';

/**
 * Ranges in order, those that touch or overlap made one, empty ones left out.
 *
 * @example joinedRanges([{ from: 5, to: 9 }, { from: 0, to: 5 }]) // => [{ from: 0, to: 9 }]
 */
export function joinedRanges(ranges: readonly TimeRange[]): TimeRange[] {
  const joined: TimeRange[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    if (from >= to) continue;
    const last = joined.at(-1);
    if (last !== undefined && from <= last.to)
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else joined.push({ from, to });
  }
  return joined;
}

/**
 * The parts of a range that others do not cover.
 *
 * @param covered in order, no two of them touching
 * @example missingRanges({ from: 0, to: 9 }, [{ from: 2, to: 5 }]) // => [{ from: 0, to: 2 }, { from: 5, to: 9 }]
 */
export function missingRanges({ from, to }: TimeRange, covered: readonly TimeRange[]): TimeRange[] {
  const missing: TimeRange[] = [];
  let at = from;
  for (const range of covered) {
    if (range.to <= at) continue;
    if (range.from >= to) break;
    if (range.from > at) missing.push({ from: at, to: range.from });
    at = range.to;
  }
  if (at < to) missing.push({ from: at, to });
  return missing;
}
