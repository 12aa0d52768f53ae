import { formatMoment, formatNumber } from '@tidemark/analysis/visualization';
import type { AuditResult, PortfolioAuditResult } from '@tidemark/strategy';
import type { Style } from '../terminal/style.ts';
import { tableLines, wrapped } from '../terminal/table.ts';

const NAME_WIDTH = 20;
const VALUE_WIDTH = 12;

type Audited = AuditResult | PortfolioAuditResult;

/** The verdict, whether two runs agree, and what changed first, by bar. */
export function auditLines(result: Audited, style: Style): string[] {
  const { verdict, deterministic, findings, cuts } = result;
  const said = wrapped(verdict, style.width, '  ');
  if (findings.length === 0) {
    const independent = 'independent' in result && result.independent === true;
    const beside = independent ? ['  with unrelated instruments beside every column is the same'] : [];
    return [...said, '  two runs over the same bars agree, and one that is asked in chunks', ...beside];
  }
  const besideOthers = findings.filter((finding) => 'beside' in finding && finding.beside);
  const others = findings.filter((finding) => !besideOthers.includes(finding));
  const tables = [
    findingTable(others, deterministic ? 'cut off' : 'again', style),
    findingTable(besideOthers, 'beside', style),
  ].filter((lines) => lines.length > 0);
  const tried = deterministic ? `${formatNumber(cuts.length, 0)} prefixes compared` : 'no prefixes compared';
  return [...said, ...tables.flatMap((lines) => ['', ...lines]), '', style.dim(`  ${tried}`)];
}

/** What changed first, beside what the other run said. */
function findingTable(findings: readonly Audited['findings'][number][], other: string, style: Style): string[] {
  if (findings.length === 0) return [];
  const rows = findings.map(({ kind, name, bar, time, full, prefix, ...more }) => {
    const whose = 'symbol' in more && more.symbol !== undefined ? `${name} of ${more.symbol}` : name;
    const day = Number.isNaN(time) ? '' : formatMoment(time).slice(0, 10);
    return [kind, shortened(whose, NAME_WIDTH), String(bar), day, valueText(full), valueText(prefix)];
  });
  return tableLines({ head: ['what', 'name', 'bar', 'of', 'whole', other], rows, words: 2 }, style);
}

/** What starting later changes. Nothing where it was not measured. */
export function warmupLines({ warmupSensitivity = [] }: Audited, style: Style): string[] {
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
