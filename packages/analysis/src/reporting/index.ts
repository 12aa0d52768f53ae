// From the result of a run to a model: plain JSON that says everything once.
export { analyze, type AnalyzeOptions } from './analyze.ts';
export { buyAndHold, type Benchmark } from './buy-and-hold.ts';
export type { MetricIntervals } from './ambiguity-report.ts';
export type { ReportInput } from './report-input.ts';
export type { RunAmbiguity, RunCashFlow, RunMarginCall, RunRefusal } from './run-events.ts';
export {
  figureOf,
  type AmbiguityReport,
  type AmbiguousBar,
  type Figure,
  type FigureGroup,
  type IntervalFigure,
  type MarginCallEntry,
  type MoneyLine,
  type MoneyReport,
  type OrderException,
  type OrderReason,
  type ReportCurve,
  type ReportModel,
} from './model.ts';

// Exporters: the same facts as a page, as JSON, as a table. `writeReport` of ./node puts them into a folder.
export { toHtml } from './exporters/html.ts';
export { toJson } from './exporters/json.ts';
export { tradesToCsv } from './exporters/csv.ts';
export { figureText, reasonText } from './figure-text.ts';
