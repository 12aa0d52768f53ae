import { Canvas } from './canvas.ts';
import { signs, type Style } from './style.ts';
import { roundTicks } from './ticks.ts';

/** Two curves of the same times: one to look at, and one to hold it against. */
export interface ChartData {
  /** Ascending, in any unit, shape [n]. */
  readonly time: readonly number[];
  readonly values: readonly number[];
  readonly name: string;
  readonly against?: { readonly name: string; readonly values: readonly number[] } | undefined;
  readonly valueText: (value: number) => string;
  readonly timeText: (time: number) => string;
}

const ROWS = 12;
const STEPS = 5;

/** A line chart as lines of text: braille where the style has it, else asterisks. */
export function chartLines(data: ChartData, style: Style): string[] {
  const { time, values, against, name, valueText, timeText } = data;
  if (values.length < 2) return [];
  const [low, high] = rangeOf([values, against?.values ?? values]);
  const ticks = roundTicks(low, high, STEPS);
  const labels = new Map(ticks.map((tick) => [rowOf((tick - low) / (high - low)), signs(style, valueText(tick))]));
  const margin = 2 + Math.max(...[...labels.values()].map((label) => label.length));
  const columns = style.width - margin - 3;
  const shares = (of: readonly number[]): number[] => of.map((value) => (value - low) / (high - low));
  const [start = 0, end = 1] = [time[0], time.at(-1)];
  const xs = time.map((at) => (at - start) / (end - start || 1));

  const line = style.unicode ? new Canvas(columns * 2, ROWS * 4) : new Canvas(columns, ROWS);
  line.polyline(xs, shares(values));
  const other = new Canvas(columns, ROWS);
  if (against !== undefined) other.polyline(xs, shares(against.values));

  const wall = style.unicode ? { tick: '\u2524', plain: '\u2502' } : { tick: '+', plain: '|' };
  const marks = style.unicode ? { line: '\u2809\u2812\u2824', other: '\u00B7' } : { line: '***', other: '.' };
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const label = labels.get(row);
    let text = '';
    for (let column = 0; column < columns; column++) {
      const dots = style.unicode ? line.braille(column, row) : line.has(column, ROWS - 1 - row) ? '*' : undefined;
      if (dots !== undefined) text += style.cyan(dots);
      else text += other.has(column, ROWS - 1 - row) ? style.dim(marks.other) : ' ';
    }
    const axis = style.dim(`${(label ?? '').padStart(margin)} ${label === undefined ? wall.plain : wall.tick}`);
    return (axis + text).trimEnd();
  });
  const rest = against === undefined ? '' : `   ${style.dim(marks.other.repeat(3))} ${against.name}`;
  return [
    `${' '.repeat(margin + 2)}${style.cyan(marks.line)} ${name}${rest}`,
    ...rows,
    style.dim(' '.repeat(margin + 2) + timeAxis(start, end, columns, timeText)),
  ];
}

/** Lowest and highest value; a line that does not move is drawn in the middle. */
function rangeOf(lines: readonly (readonly number[])[]): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const values of lines) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  const margin = high > low ? 0 : Math.abs(high) / 100 || 1;
  return [low - margin, high + margin];
}

const rowOf = (share: number): number => ROWS - 1 - Math.floor((share * (ROWS * 4 - 1)) / 4);

/** First, middle and last time, as far as they find room. */
function timeAxis(start: number, end: number, columns: number, timeText: ChartData['timeText']): string {
  const [first, middle, last] = [timeText(start), timeText((start + end) / 2), timeText(end)];
  const room = columns - first.length - last.length;
  if (room < middle.length + 4) return first + last.padStart(Math.max(columns - first.length, last.length + 1));
  const before = Math.floor((columns - middle.length) / 2) - first.length;
  return first + ' '.repeat(before) + middle + ' '.repeat(room - before - middle.length) + last;
}
