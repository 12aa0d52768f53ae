import type { CaseOutcome } from './area.ts';

const WIDTH = 100;
const GAP = '  ';

/** Cases counted by status. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts outcomes by status. */
export function countOutcomes(outcomes: readonly CaseOutcome[]): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status } of outcomes) counts[status]++;
  return counts;
}

/** @example countsLine({ passed: 3, failed: 0, skipped: 1 }) // => '3 passed, 0 failed, 1 skipped' */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * One line per case, at most 100 columns: name, largest difference, tolerance, status, and what fits of the detail.
 * Failures are told in full beneath.
 */
export function outcomeTable(outcomes: readonly CaseOutcome[]): string[] {
  const cells = outcomes.map(({ name, difference, tolerance, status, detail }) => ({
    name,
    difference: difference === undefined ? '' : shortNumber(difference),
    tolerance: tolerance ?? '',
    status,
    detail: detail ?? '',
  }));
  const width = (key: 'name' | 'difference' | 'tolerance', most: number): number =>
    cells.reduce((wide, row) => Math.min(most, Math.max(wide, row[key].length)), 0);
  const [name, difference, tolerance] = [width('name', 46), width('difference', 8), width('tolerance', 22)];
  const lines = cells.map((row) => {
    const columns = [
      clip(row.name, name).padEnd(name),
      clip(row.difference, difference).padStart(difference),
      clip(row.tolerance, tolerance).padEnd(tolerance),
      row.status.padEnd('skipped'.length),
      row.detail,
    ];
    return clip(GAP + columns.join(GAP), WIDTH).trimEnd();
  });
  const failures = outcomes.filter(({ status, detail }) => status === 'failed' && detail !== undefined);
  return [...lines, ...failures.flatMap(({ name: failed, detail }) => wrap(`failed ${failed}: ${detail}`))];
}

function shortNumber(value: number): string {
  return value === 0 ? '0' : value.toExponential(1);
}

function clip(text: string, width: number): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ');
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}

/** Breaks at spaces, where there are some, into indented lines of at most 100 columns. */
function wrap(text: string): string[] {
  const lines = text.replaceAll('\n', ' ').match(/\S.{0,93}(?=\s|$)|\S{1,94}/g) ?? [];
  return lines.map((line, i) => `${i === 0 ? '  ' : '    '}${line}`);
}
