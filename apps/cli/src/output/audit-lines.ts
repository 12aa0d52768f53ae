import { formatMoment, formatNumber } from '@tidemark/analysis/visualization';
import type { AuditResult } from '@tidemark/strategy';
import type { Style } from '../terminal/style.ts';
import { tableLines, wrapped } from '../terminal/table.ts';

const NAME_WIDTH = 20;
const VALUE_WIDTH = 12;

/** The verdict, whether two runs agree, and what changed first, by bar. */
export function auditLines({ verdict, deterministic, findings, cuts }: AuditResult, style: Style): string[] {
  const said = wrapped(verdict, style.width, '  ');
  if (findings.length === 0) return [...said, '  two runs over the same bars agree'];
  const other = deterministic ? 'cut off' : 'again';
  const rows = findings.map(({ kind, name, bar, time, full, prefix }) => [
    kind,
    shortened(name, NAME_WIDTH),
    String(bar),
    formatMoment(time).slice(0, 10),
    valueText(full),
    valueText(prefix),
  ]);
  const tried = deterministic ? `${formatNumber(cuts.length, 0)} prefixes compared` : 'no prefixes compared';
  return [
    ...said,
    '',
    ...tableLines({ head: ['what', 'name', 'bar', 'of', 'whole', other], rows, words: 2 }, style),
    '',
    style.dim(`  ${tried}`),
  ];
}

/** What starting later changes. Nothing where it was not measured. */
export function warmupLines({ warmupSensitivity = [] }: AuditResult, style: Style): string[] {
  const rows = warmupSensitivity.map(({ start, compared, different, settledAfter, largest }) => [
    `bar ${start}`,
    formatNumber(compared, 0),
    formatNumber(different, 0),
    formatNumber(settledAfter, 0),
    formatNumber(largest, 2),
  ]);
  if (rows.length === 0) return [];
  return tableLines({ head: ['started at', 'compared', 'different', 'settled after', 'largest'], rows }, style);
}

function valueText(value: unknown): string {
  if (typeof value === 'number') return Number.isNaN(value) ? 'unknown' : String(Number(value.toPrecision(7)));
  return shortened(value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value), VALUE_WIDTH);
}

function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 3)}...`;
}
