import { hashJson, type Columns } from '@tidemark/core-market';

/** One order as an audit compares it: any plain record that says which bar decided it. */
export interface AuditRecord {
  /** 0-based index of the bar after whose close it was decided. */
  readonly bar: number;
  readonly [field: string]: unknown;
}

/** A bar on which the whole and the prefix differ. */
export interface Difference {
  readonly kind: 'column' | 'signal' | 'order';
  readonly name: string;
  readonly bar: number;
  readonly full: unknown;
  readonly prefix: unknown;
}

/** The first difference of each column within the prefix. A column that one of them lacks counts as NaN throughout. */
export function compareColumns(full: Columns, prefix: Columns, length: number): Difference[] {
  const names = new Set([...Object.keys(full), ...Object.keys(prefix)]);
  const unknown = new Float64Array(length).fill(NaN);
  const differences: Difference[] = [];
  for (const name of names) {
    const [a, b] = [full[name] ?? unknown, prefix[name] ?? unknown];
    const bar = firstDifference(a, b, length);
    if (bar >= 0) differences.push({ kind: 'column', name, bar, full: a[bar], prefix: b[bar] });
  }
  return differences;
}

/** The first bar of the prefix on which the signals differ: -0 is 0, NaN is NaN. */
export function compareSignals(full: Float64Array, prefix: Float64Array, length: number): Difference[] {
  const bar = firstDifference(full, prefix, length);
  return bar < 0 ? [] : [{ kind: 'signal', name: 'signal', bar, full: full[bar], prefix: prefix[bar] }];
}

/** The first order that one of the logs has and the other lacks, or has otherwise, among those decided in the prefix. */
export function compareOrders(
  full: readonly AuditRecord[],
  prefix: readonly AuditRecord[],
  length: number,
): Difference[] {
  const within = ({ bar }: AuditRecord): boolean => bar < length;
  const [a, b] = [full.filter(within), prefix.filter(within)];
  for (let k = 0; k < Math.max(a.length, b.length); k++) {
    if (k < a.length && k < b.length && hashJson(a[k]) === hashJson(b[k])) continue;
    const bar = Math.min(a[k]?.bar ?? Infinity, b[k]?.bar ?? Infinity);
    return [{ kind: 'order', name: `order ${k + 1}`, bar, full: a[k], prefix: b[k] }];
  }
  return [];
}

/** Bars whose value is known and is not that of the bar before. */
export function changesOf(values: Float64Array): number[] {
  const changes: number[] = [];
  for (let i = 1; i < values.length; i++) if (values[i] === values[i] && values[i] !== values[i - 1]) changes.push(i);
  return changes;
}

function firstDifference(a: Float64Array, b: Float64Array, length: number): number {
  for (let i = 0; i < length; i++) if (a[i] !== b[i] && (a[i] === a[i] || b[i] === b[i])) return i;
  return -1;
}
