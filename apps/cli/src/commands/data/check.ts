import { resolve } from 'node:path';
import { formatMoment, formatNumber } from '@tidemark/analysis/visualization';
import { check, type QualityFinding, type QualityKind, type QualityReport } from '@tidemark/data';
import { EXIT } from '../../error.ts';
import { checkedOptions } from '../../options/checked-options.ts';
import { checkSchema } from '../../options/data-options.ts';
import { sections } from '../../output/sections.ts';
import { namedCalendar } from '../../run/named-calendar.ts';
import { rawBarFile, type RawBarFile } from '../../run/raw-bar-file.ts';
import { progressOn } from '../../terminal/progress.ts';
import type { Style } from '../../terminal/style.ts';
import { tableLines, wrapped } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** What no bar can be; all else a market may have done, and should make one look twice. */
const FAULTS: ReadonlySet<QualityKind> = new Set([
  'nan',
  'duplicate-row',
  'duplicate-timestamp',
  'out-of-order',
  'mixed-units',
  'future',
  'ohlc-high-below-low',
  'ohlc-high-below-body',
  'ohlc-low-above-body',
  'negative-volume',
]);

/**
 * `tidemark data check`: what is wrong with a file of bars, read as it stands.
 *
 * @returns 1 where a row cannot be a bar, else 0
 */
export async function checkCommand(file: string, written: object, { cwd, out, err }: Terminal): Promise<number> {
  const options = checkedOptions(checkSchema, { ...written });
  const calendar = namedCalendar(options.calendar);
  const progress = progressOn(err, options.quiet);
  try {
    progress.stage(`reading ${file}`);
    const raw = await rawBarFile(resolve(cwd, file), options);
    progress.stage(`checking ${formatNumber(raw.bars.time.length, 0)} rows`);
    const report = check(raw.bars, { calendar, timeframe: options.timeframe });
    progress.end();
    if (options.json) out.write(`${JSON.stringify({ source: raw.source, ...report }, undefined, 2)}\n`);
    else if (!options.quiet) out.write(sections([['Check', reportLines(report, raw, out.style)]], out.style));
    return Object.keys(report.counts).some((kind) => FAULTS.has(kind as QualityKind)) ? EXIT.failed : EXIT.ok;
  } finally {
    progress.end();
  }
}

/** The report as a table: each kind, how often, and where it is first. */
function reportLines(report: QualityReport, raw: RawBarFile, style: Style): string[] {
  const { rows, timeframe = 'irregular', findings, counts, openEqualsPreviousClose: copied } = report;
  const facts = `${raw.source}: ${formatNumber(rows, 0)} rows of ${timeframe}`;
  const share = copied === null ? '' : `; ${formatNumber(100 * copied, 1)}% of opens equal the close before`;
  const found = Object.entries(counts).map(([kind, count]) => {
    const first = findings.find((finding) => finding.kind === kind);
    return [kind, formatNumber(count, 0), first === undefined ? '' : placeOf(first, raw)];
  });
  const head = ['found', 'count', 'first'];
  const table = found.length === 0 ? ['  nothing to report'] : tableLines({ head, rows: found }, style);
  return [...wrapped(facts + share, style.width, '  '), ...table];
}

function placeOf({ row, column, missing, run, ratio, deviations }: QualityFinding, raw: RawBarFile): string {
  const time = raw.bars.time[row] ?? NaN;
  const more = [
    column,
    missing === undefined ? undefined : `${missing} missing`,
    run === undefined ? undefined : `${run} rows`,
    ratio === undefined ? undefined : `ratio ${Number(ratio.toPrecision(4))}`,
    deviations === undefined ? undefined : `${formatNumber(deviations, 0)} deviations`,
  ].filter((part) => part !== undefined);
  const when = Math.abs(time) <= 8.64e15 ? formatMoment(time) : String(time);
  return `${raw.placeOf(row)}, ${when}${more.length === 0 ? '' : `: ${more.join(', ')}`}`;
}
