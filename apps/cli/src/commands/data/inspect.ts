import { resolve } from 'node:path';
import type { BarSeries } from '@tidemark/core-market';
import { formatNumber } from '@tidemark/analysis/visualization';
import { EXIT } from '../../error.ts';
import { checkedOptions } from '../../options/checked-options.ts';
import { inspectSchema } from '../../options/data-options.ts';
import { dataLines } from '../../output/data-lines.ts';
import { sections, type Section } from '../../output/sections.ts';
import { fileBars } from '../../run/market-data.ts';
import { progressOn } from '../../terminal/progress.ts';
import type { Style } from '../../terminal/style.ts';
import { tableLines } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** `tidemark data inspect`: what a file of bars holds, column by column, and what was met while reading it. */
export async function inspectCommand(
  files: readonly string[],
  written: object,
  { cwd, out, err }: Terminal,
): Promise<number> {
  const options = checkedOptions(inspectSchema, { ...written });
  const progress = progressOn(err, options.quiet);
  const all: unknown[] = [];
  const told: Section[] = [];
  try {
    for (const [i, file] of files.entries()) {
      progress.stage(`reading ${file}`);
      const { bars, report } = await fileBars(options, resolve(cwd, file), (done) => {
        progress.share((i + done) / files.length);
      });
      const columns = columnFacts(bars);
      all.push({ ...report, timeframe: bars.timeframe, symbol: bars.symbol, columns });
      told.push(['Data', dataLines({ bars, report }, out.style)], ['Columns', columnLines(columns, out.style)]);
    }
  } finally {
    progress.end();
  }
  if (options.json) out.write(`${JSON.stringify(files.length === 1 ? all[0] : all, undefined, 2)}\n`);
  else if (!options.quiet) out.write(sections(told, out.style));
  return EXIT.ok;
}

/** What a column holds. */
interface ColumnFacts {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly lowest: number;
  readonly highest: number;
  /** How many entries are NaN. */
  readonly unknown: number;
}

function columnFacts({ open, high, low, close, volume, extra }: BarSeries): ColumnFacts[] {
  return Object.entries({ open, high, low, close, volume, ...extra }).map(([name, column]) => {
    let [lowest, highest, unknown] = [NaN, NaN, 0];
    for (const value of column) {
      if (Number.isNaN(value)) unknown++;
      if (!(value >= lowest)) lowest = Number.isNaN(value) ? lowest : value;
      if (!(value <= highest)) highest = Number.isNaN(value) ? highest : value;
    }
    return { name, first: column[0] ?? NaN, last: column.at(-1) ?? NaN, lowest, highest, unknown };
  });
}

function columnLines(columns: readonly ColumnFacts[], style: Style): string[] {
  const figure = (value: number): string => (Number.isNaN(value) ? '-' : figureText(value));
  const rows = columns.map(({ name, first, last, lowest, highest, unknown }) => {
    return [name, ...[first, last, lowest, highest].map(figure), formatNumber(unknown, 0)];
  });
  return tableLines({ head: ['column', 'first', 'last', 'lowest', 'highest', 'unknown'], rows }, style);
}

/** Whole numbers in groups of three, others with at most eight figures. */
function figureText(value: number): string {
  return Number.isInteger(value) ? formatNumber(value, 0) : String(Number(value.toPrecision(8)));
}
