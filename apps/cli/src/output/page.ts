import type { ReportModel } from '@tidemark/analysis/reporting';
import type { MarketData } from '../run/market-data.ts';
import type { Style } from '../terminal/style.ts';
import { wrapped } from '../terminal/table.ts';
import { dataLines } from './data-lines.ts';
import { equityLines } from './equity-lines.ts';
import { ambiguityLines, exceptionLines } from './event-lines.ts';
import { resultLines, settingsLines, warningLines } from './result-lines.ts';
import { sections, type Section } from './sections.ts';

export interface PageInput {
  readonly market: MarketData;
  readonly model: ReportModel;
  /** The audit's sentence, where there was one. */
  readonly verdict: string | undefined;
  /** Paths of the files written, as the reader would type them. */
  readonly files: readonly string[];
  /** A line for each setting that was not given on the command line. */
  readonly given: readonly string[];
}

/** All that `tidemark backtest` prints of a run. */
export function resultPage({ market, model, verdict, files, given }: PageInput, style: Style): string {
  const all: readonly Section[] = [
    ['Data', dataLines(market, style)],
    ['Configuration', given.flatMap((line) => wrapped(line, style.width, '  '))],
    ['Run', settingsLines(model, style)],
    ['Warnings', warningLines(model, style)],
    ['Look-ahead audit', verdict === undefined ? [] : wrapped(verdict, style.width, '  ')],
    ['Result', resultLines(model, style)],
    ['Ambiguous bars', ambiguityLines(model, style)],
    ['Not as asked', exceptionLines(model, style)],
    ['Equity', equityLines(model, style)],
    ['Written', files.map((file) => `  ${file}`)],
  ];
  return sections(all, style);
}
