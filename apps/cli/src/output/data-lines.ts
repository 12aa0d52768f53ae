import type { DataFinding } from '@tidemark/core-market';
import { formatMoment, formatNumber } from '@tidemark/analysis/visualization';
import type { MarketData } from '../run/market-data.ts';
import type { Style } from '../terminal/style.ts';
import { wrapped } from '../terminal/table.ts';

/** The data report: how many rows and bars, from when to when, and what was found. */
export function dataLines({ bars, report, note }: MarketData, style: Style): string[] {
  const { source, rows, from, to, findings } = report;
  const span = from === null || to === null ? '' : `, ${formatMoment(from)} to ${formatMoment(to)}`;
  const facts = `${source}: ${formatNumber(rows, 0)} rows, ${formatNumber(bars.length, 0)} bars of ${bars.timeframe}${span}`;
  return [
    ...wrapped(facts, style.width, '  '),
    ...(note === undefined ? [] : wrapped(note, style.width, '  ')),
    ...findings.flatMap((finding) => findingLines(finding, style)),
    ...(findings.length === 0 ? ['  nothing to report'] : []),
  ];
}

/** One finding: its code and count, where it is first, and what mends it. */
export function findingLines({ code, what, count, where, fix }: DataFinding, style: Style): string[] {
  const place = where === undefined ? '' : `, ${where}`;
  return [
    `  ${style.yellow('!')} ${style.bold(code)} ${style.dim(`(${formatNumber(count, 0)}${place})`)}`,
    ...wrapped(unbroken(what), style.width, '    '),
    ...(fix === undefined ? [] : wrapped(fix, style.width, '    ').map((line) => style.dim(line))),
  ];
}

/** A number stays with its sign of percent. */
function unbroken(text: string): string {
  return text.replaceAll(/(\d) %/g, '$1\u00A0%');
}
