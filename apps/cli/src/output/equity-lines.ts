import type { ReportModel } from '@tidemark/analysis/reporting';
import { formatKnown, formatMoney } from '@tidemark/analysis/visualization';
import { chartLines } from '../terminal/chart.ts';
import type { Style } from '../terminal/style.ts';

/** The equity as a chart, with the benchmark's. */
export function equityLines({ curve, strategy, benchmark, currency }: ReportModel, style: Style): string[] {
  const { time, equity: values } = curve;
  const against =
    benchmark === null || curve.benchmark === null ? undefined : { name: benchmark.name, values: curve.benchmark };
  const valueText = (value: number): string => formatMoney(value, currency, 0);
  const timeText = (moment: number): string => formatKnown(moment).slice(0, 10);
  return chartLines({ time, values, name: strategy, against, valueText, timeText }, style);
}
