import type { ReportModel } from '../model.ts';
import { backtestReport } from '../templates/backtest-report.ts';

/**
 * A report as one HTML file: no script, no request of any kind, light and dark, readable on a telephone and on paper.
 * The same model gives the same bytes.
 *
 * @example toHtml(analyze(result, { benchmark: buyAndHold }))
 */
export function toHtml(model: ReportModel): string {
  return backtestReport(model).text;
}
