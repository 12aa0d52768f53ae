import type { ReportModel } from '../model.ts';

/**
 * A report as JSON text, two spaces deep. Every number in it is finite; what is not known is null with its reason.
 *
 * @example JSON.parse(toJson(model)).schema // 'tidemark-report-1'
 */
export function toJson(model: ReportModel): string {
  return `${JSON.stringify(model, null, 2)}\n`;
}
