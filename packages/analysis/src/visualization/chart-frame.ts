import { escapeText } from './escape.ts';
import { formatNumber } from './format.ts';
import type { TimeAxis } from './time-axis.ts';
import type { ValueAxis } from './value-axis.ts';

/** How a chart is drawn. */
export interface ChartOptions {
  /** Pixels; 960 where left out. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly title?: string | undefined;
  /** Unique in the page: the title and the description are found by it. */
  readonly id?: string | undefined;
  /** Colours inside the SVG, for a file of its own; left out where the page has `CHART_STYLE`. */
  readonly standalone?: boolean | undefined;
  /** Whether dates stand below; not where another chart with the same axis follows. */
  readonly dates?: boolean | undefined;
}

/** A chart as text. */
export interface Chart {
  readonly svg: string;
  /** What a reader should know of how it was drawn: the points left out, the scale. */
  readonly caption: string;
}

/** Space around the plot, pixels: charts of one width share their left and right, so their dates line up. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly margins: Margins;
}

/** Colours by name, light and dark, for every chart of a page. They pass 3:1 against both backgrounds. */
export const CHART_STYLE = `.tm-chart{--tm-text:#4b5563;--tm-grid:#e5e7eb;--tm-axis:#9ca3af;--tm-line:#1d4ed8;--tm-benchmark:#8a6116;--tm-loss:#b91c1c;display:block;width:100%;height:auto;font-family:system-ui,-apple-system,"Segoe UI",sans-serif;font-variant-numeric:tabular-nums}
@media (prefers-color-scheme:dark){.tm-chart{--tm-text:#a3adba;--tm-grid:#2a323d;--tm-axis:#5b6673;--tm-line:#7aa7ff;--tm-benchmark:#d9a441;--tm-loss:#ff8f8f}}
@media print{.tm-chart{--tm-text:#374151;--tm-grid:#e5e7eb;--tm-axis:#9ca3af;--tm-line:#1d4ed8;--tm-benchmark:#8a6116;--tm-loss:#b91c1c}}`;

/** Half of what a character of a date takes, pixels: digits of 11 px are about 6 wide. */
const HALF_CHARACTER = 3.3;

/** The margins for a width: narrow charts keep their labels inside. */
export function marginsFor(width: number, dates: boolean, top: number): Margins {
  return { top, right: width < 600 ? 8 : 16, bottom: dates ? 26 : 8, left: width < 600 ? 52 : 68 };
}

/** Pixels with one decimal: a tenth of one is not seen, and the file stays small. */
export function pixel(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The outer element with title and description, which a screen reader reads in place of the picture. */
export function wrapChart(
  { width, height }: ChartFrame,
  { id, title, description }: { id: string; title: string; description: string },
  parts: readonly string[],
  standalone: boolean,
): string {
  const key = escapeText(id);
  const style = standalone ? `<style>${CHART_STYLE}</style>` : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="tm-chart" viewBox="0 0 ${width} ${height}" role="img"`,
    ` aria-labelledby="${key}-title" aria-describedby="${key}-desc"><title id="${key}-title">${escapeText(title)}</title>`,
    `<desc id="${key}-desc">${escapeText(description)}</desc>${style}${parts.join('')}</svg>`,
  ].join('');
}

/** Horizontal rules with their labels at the left. */
export function valueGrid(frame: ChartFrame, axis: ValueAxis, label: (value: number) => string): string {
  const { width, margins } = frame;
  return axis.ticks
    .map((tick) => {
      const y = pixel(axis.y(tick));
      const text = escapeText(label(tick));
      return `<line x1="${margins.left}" x2="${width - margins.right}" y1="${y}" y2="${y}" stroke="var(--tm-grid)"/><text x="${margins.left - 8}" y="${y}" dy="0.32em" text-anchor="end" font-size="11" fill="var(--tm-text)">${text}</text>`;
    })
    .join('');
}

/** Dates below the plot; only their marks where `labels` is false. */
export function dateAxis(frame: ChartFrame, axis: TimeAxis, labels: boolean): string {
  const { width, height, margins } = frame;
  const bottom = height - margins.bottom;
  const base = `<line x1="${margins.left}" x2="${width - margins.right}" y1="${bottom}" y2="${bottom}" stroke="var(--tm-axis)"/>`;
  const marks = axis.ticks.map(({ x, label }) => {
    const at = pixel(x);
    const mark = `<line x1="${at}" x2="${at}" y1="${bottom}" y2="${bottom + 4}" stroke="var(--tm-axis)"/>`;
    if (!labels) return mark;
    const centre = pixel(Math.min(x, width - HALF_CHARACTER * label.length)); // on its mark, and inside the chart
    return `${mark}<text x="${centre}" y="${bottom + 17}" text-anchor="middle" font-size="11" fill="var(--tm-text)">${label}</text>`;
  });
  return base + marks.join('');
}

/** What of the points was drawn, for the caption; empty where all were. */
export function decimationNote(drawn: number, points: number): string {
  if (drawn === points) return '';
  return `${formatNumber(drawn, 0)} of ${formatNumber(points, 0)} points drawn: first, lowest, highest and last of each pixel column.`;
}
