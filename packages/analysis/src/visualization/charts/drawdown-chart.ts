import type { EquityCurve } from '@tidemark/core-market';
import { area } from 'd3-shape';
import { AnalysisError } from '../../error.ts';
import { drawdownSeries } from '../../metrics/drawdown-series.ts';
import { dateAxis, decimationNote, marginsFor, valueGrid, wrapChart } from '../chart-frame.ts';
import type { Chart, ChartOptions } from '../chart-frame.ts';
import { decimate } from '../decimate.ts';
import { escapeText } from '../escape.ts';
import { digitsOf, formatLongDay, formatPercent } from '../format.ts';
import { timeAxis } from '../time-axis.ts';
import { valueAxis } from '../value-axis.ts';

/**
 * Draws how far the account lay below its high-water mark: the underwater chart, to stand below an equity chart of the
 * same width.
 *
 * @param curve at least one value
 * @returns an SVG and its caption; the same input gives the same bytes
 * @throws AnalysisError EMPTY_CURVE
 */
export function drawdownChart(curve: EquityCurve, options: ChartOptions = {}): Chart {
  const { width = 960, dates = true, standalone = false, title = 'Drawdown', id = 'drawdown' } = options;
  const { height = width < 600 ? 120 : 150 } = options;
  const { time, equity, initial } = curve;
  if (equity.length === 0) {
    throw new AnalysisError('EMPTY_CURVE', { what: 'the equity curve has no values', fix: 'give at least one bar' });
  }
  const below = drawdownSeries(equity, initial).map((depth) => (depth === 0 ? 0 : -depth));
  const frame = { width, height, margins: marginsFor(width, dates, 22) };
  const { left, right, top, bottom } = frame.margins;
  const valley = below.reduce((deepest, depth, i) => (depth < below[deepest] ? i : deepest), 0);
  const x = timeAxis(time[0], time[time.length - 1], [left, width - right]);
  // The high-water mark is the top of the plot; nothing lies above it.
  const free = valueAxis(Math.min(below[valley], -0.01), 0, 'linear', [height - bottom, top]);
  const zero = free.y(0);
  const stretch = (height - bottom - top) / (height - bottom - zero);
  const y = { ...free, y: (value: number) => top + (free.y(value) - zero) * stretch };
  const { indices, points } = decimate([below], time, width - left - right);
  const shape =
    area<number>(
      (i) => x.x(time[i]),
      top,
      (i) => y.y(below[i]),
    ).digits(1)(indices) ?? '';
  const parts = [
    valueGrid(frame, { ...y, ticks: y.ticks.filter((tick) => tick <= 0) }, (tick) =>
      formatPercent(tick, digitsOf(tick * 100)),
    ),
    `<path d="${shape}" fill="var(--tm-loss)" fill-opacity="0.22" stroke="var(--tm-loss)" stroke-width="1"/>`,
    dateAxis(frame, x, dates),
    `<text x="${left}" y="12" font-size="12" fill="var(--tm-text)">${escapeText(title)}</text>`,
  ];
  const description =
    below[valley] === 0
      ? 'The account was never below its high-water mark.'
      : `The deepest drawdown was ${formatPercent(-below[valley], 1)}, reached on ${formatLongDay(time[valley])}.`;
  return {
    svg: wrapChart(frame, { id, title, description }, parts, standalone),
    caption: decimationNote(indices.length, points),
  };
}
