import type { EquityCurve } from '@tidemark/core-market';
import { line } from 'd3-shape';
import { AnalysisError } from '../../error.ts';
import { dateAxis, decimationNote, marginsFor, valueGrid, wrapChart } from '../chart-frame.ts';
import type { Chart, ChartOptions } from '../chart-frame.ts';
import { decimate } from '../decimate.ts';
import { escapeText } from '../escape.ts';
import { formatLongDay, formatMoney, formatMoneyTick } from '../format.ts';
import { timeAxis } from '../time-axis.ts';
import { valueAxis } from '../value-axis.ts';

export interface EquityChartOptions extends ChartOptions {
  /** ISO code; USD where left out. */
  readonly currency?: string | undefined;
  readonly scale?: 'linear' | 'log' | undefined;
  /** Name of the curve. */
  readonly name?: string | undefined;
  /** Drawn behind, over the same times. */
  readonly benchmark?: { readonly name: string; readonly equity: Float64Array } | undefined;
}

/**
 * Draws an equity curve, with a benchmark where there is one.
 *
 * @param curve at least one value
 * @returns an SVG of the given size that scales with its page, and its caption; the same input gives the same bytes
 * @throws AnalysisError EMPTY_CURVE, BENCHMARK_NOT_ALIGNED, LOG_NEEDS_POSITIVE
 */
export function equityChart(curve: EquityCurve, options: EquityChartOptions = {}): Chart {
  const { width = 960, currency = 'USD', scale = 'linear', benchmark, dates = true, standalone = false } = options;
  const { height = Math.round(width < 600 ? 230 : 340), name = 'Equity', title = name, id = 'equity' } = options;
  checkCurve(curve, benchmark?.equity);
  const { time, equity } = curve;
  const frame = { width, height, margins: marginsFor(width, dates, 28) };
  const { left, right, top, bottom } = frame.margins;
  const lines = benchmark === undefined ? [equity] : [equity, benchmark.equity];
  const [low, high] = extent(lines);
  const x = timeAxis(time[0], time[time.length - 1], [left, width - right]);
  const y = valueAxis(low, high, scale, [height - bottom, top]);
  const { indices, points } = decimate(lines, time, width - left - right);
  const path = (values: Float64Array): string =>
    line<number>(
      (i) => x.x(time[i]),
      (i) => y.y(values[i]),
    ).digits(1)(indices) ?? '';
  const curves = [
    ...(benchmark === undefined
      ? []
      : [
          `<path d="${path(benchmark.equity)}" fill="none" stroke="var(--tm-benchmark)" stroke-width="1.25" stroke-dasharray="5 3"/>`,
        ]),
    `<path d="${path(equity)}" fill="none" stroke="var(--tm-line)" stroke-width="1.75" stroke-linejoin="round"/>`,
  ];
  const parts = [
    valueGrid(frame, y, (value) => formatMoneyTick(value, currency)),
    dateAxis(frame, x, dates),
    ...curves,
    legend(left, name, benchmark?.name, width),
  ];
  const last = equity[equity.length - 1];
  const from = formatLongDay(time[0]);
  const to = formatLongDay(time[time.length - 1]);
  const compared =
    benchmark === undefined
      ? ''
      : ` ${benchmark.name} ended at ${formatMoney(benchmark.equity[equity.length - 1], currency)}.`;
  const description = `${name} from ${formatMoney(curve.initial, currency)} to ${formatMoney(last, currency)}, ${from} to ${to}.${compared}`;
  const notes = [scale === 'log' ? 'Logarithmic scale.' : '', decimationNote(indices.length, points)];
  return {
    svg: wrapChart(frame, { id, title, description }, parts, standalone),
    caption: notes.filter((note) => note !== '').join(' '),
  };
}

/** Names the lines by colour and by dash. */
function legend(left: number, name: string, benchmark: string | undefined, width: number): string {
  const most = Math.floor((width - left) / (benchmark === undefined ? 8 : 16));
  const clip = (text: string): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  const entry = (x: number, text: string, stroke: string): string =>
    `<line x1="${x}" x2="${x + 22}" y1="14" y2="14" ${stroke}/><text x="${x + 28}" y="14" dy="0.32em" font-size="12" fill="var(--tm-text)">${escapeText(text)}</text>`;
  const own = entry(left, clip(name), 'stroke="var(--tm-line)" stroke-width="2"');
  if (benchmark === undefined) return own;
  const x = left + 28 + clip(name).length * 7 + 24;
  return own + entry(x, clip(benchmark), 'stroke="var(--tm-benchmark)" stroke-width="1.5" stroke-dasharray="5 3"');
}

function extent(columns: readonly Float64Array[]): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      if (column[i] < low) low = column[i];
      if (column[i] > high) high = column[i];
    }
  }
  return [low, high];
}

function checkCurve({ equity }: EquityCurve, benchmark: Float64Array | undefined): void {
  if (equity.length === 0) {
    throw new AnalysisError('EMPTY_CURVE', { what: 'the equity curve has no values', fix: 'give at least one bar' });
  }
  if (benchmark !== undefined && benchmark.length !== equity.length) {
    const what = `the benchmark has ${benchmark.length} values, the curve ${equity.length}`;
    throw new AnalysisError('BENCHMARK_NOT_ALIGNED', { what, fix: 'give one benchmark value per bar' });
  }
}
