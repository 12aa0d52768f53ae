// From the result of a run to a model: plain JSON that says everything once.
export { analyze, type AnalyzeOptions } from './analyze.ts';
export { buyAndHold, type Benchmark } from './buy-and-hold.ts';
export type { ReportInput } from './report-input.ts';
export {
  figureOf,
  type Figure,
  type FigureGroup,
  type OrderException,
  type ReportCurve,
  type ReportModel,
} from './model.ts';

// Exporters: the same facts as a page, as JSON, as a table. `writeReport` of ./node puts them into a folder.
export { toHtml } from './exporters/html.ts';
export { toJson } from './exporters/json.ts';
export { tradesToCsv } from './exporters/csv.ts';
export { figureText, reasonText } from './figure-text.ts';
