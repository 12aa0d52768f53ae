import type { TimeRange } from '../sources/bar-store.ts';

/** A file of a store: the range that it stands for, and which write made it. */
export interface RangeFile {
  readonly name: string;
  readonly range: TimeRange;
  /** A later write has a higher number, and hides what earlier ones say of its range. */
  readonly sequence: number;
}

/** The part of a file that no later one hides. */
export interface VisiblePart {
  readonly file: RangeFile;
  readonly range: TimeRange;
}

const NAME = /^bars_([^_]+)_([^_]+)_(\d{1,15})-[0-9a-f]{8}\.parquet$/;

/**
 * The name of a file that stands for a range: its bounds in epoch ms, the number of the write, and what makes two
 * writers' names differ.
 *
 * @example rangeFileName({ from: 0, to: 60_000 }, 7, '00c0ffee') // => 'bars_0_60000_7-00c0ffee.parquet'
 */
export function rangeFileName({ from, to }: TimeRange, sequence: number, unique: string): string {
  return `bars_${from}_${to}_${sequence}-${unique}.parquet`;
}

/** A file by its name; undefined where it is not one of a store. */
export function rangeFile(name: string): RangeFile | undefined {
  const [, first = '', last = '', sequence] = NAME.exec(name) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (String(from) !== first || String(to) !== last || !(from < to)) return undefined;
  return { name, range: { from, to }, sequence: Number(sequence) };
}

/** Latest first; names decide between two writers that counted alike, the same way for everyone. */
function byAge(one: RangeFile, other: RangeFile): number {
  return other.sequence - one.sequence || (one.name < other.name ? 1 : -1);
}

/** What each file says that no later one says otherwise, in order of time; parts do not overlap. */
export function visibleParts(files: readonly RangeFile[]): VisiblePart[] {
  const parts: VisiblePart[] = [];
  let covered: readonly TimeRange[] = [];
  for (const file of files.toSorted(byAge)) {
    for (const range of without(file.range, covered)) parts.push({ file, range });
    covered = joined([...covered, file.range]);
  }
  return parts.toSorted((one, other) => one.range.from - other.range.from);
}

/** Files of which nothing is visible. */
export function hiddenFiles(files: readonly RangeFile[]): RangeFile[] {
  const seen = new Set(visibleParts(files).map(({ file }) => file));
  return files.filter((file) => !seen.has(file));
}

/**
 * Ranges in order, those that touch or overlap as one.
 *
 * @example joined([{ from: 5, to: 9 }, { from: 0, to: 5 }]) // => [{ from: 0, to: 9 }]
 */
export function joined(ranges: readonly TimeRange[]): TimeRange[] {
  const out: TimeRange[] = [];
  for (const range of ranges.toSorted((one, other) => one.from - other.from)) {
    const last = out.at(-1);
    if (last === undefined || range.from > last.to) out.push(range);
    else out[out.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return out;
}

/** The parts of a range that lie outside of others; these are in order and apart. */
function without({ from, to }: TimeRange, others: readonly TimeRange[]): TimeRange[] {
  const out: TimeRange[] = [];
  let at = from;
  for (const other of others) {
    if (other.to <= at) continue;
    if (other.from >= to) break;
    if (other.from > at) out.push({ from: at, to: other.from });
    at = Math.max(at, other.to);
  }
  if (at < to) out.push({ from: at, to });
  return out;
}
