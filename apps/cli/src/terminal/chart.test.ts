import { expect, it } from 'vitest';
import { chartLines, type ChartData } from './chart.ts';
import { memoryTerminal } from './memory-terminal.ts';

const time = Array.from({ length: 101 }, (_, i) => i);
const texts = { valueText: (value: number) => `$${value}`, timeText: (at: number) => `t${Math.round(at)}` };
const rising: ChartData = { time, values: time, name: 'rising', ...texts };
const still = { name: 'still', values: time.map(() => 50) };
const styleAt = (columns: number) => memoryTerminal({ columns }).out.style;
const pipe = memoryTerminal().out.style;

it('draws a rising line from the lower left to the upper right, in braille', () => {
  const lines = chartLines(rising, styleAt(60));
  expect(lines[0]).toContain('rising');
  expect(lines[1]).toMatch(/^ +\$100 ┤ +\S+$/);
  expect(lines[12]).toMatch(/^ +\$0 ┤[\u2801-\u28FF]/);
  expect(lines.at(-1)).toMatch(/^ +t0 +t50 +t100$/);
});

it('draws it with asterisks and points in a pipe', () => {
  const text = chartLines({ ...rising, against: still }, pipe).join('\n');
  expect(text).toMatch(/^[ -~\n]*$/);
  expect(text).toContain('*** rising   ... still');
  expect(text).toMatch(/\| *\.{9}/);
});

it.each([40, 80, 100])('stays within %d columns', (columns) => {
  const lines = chartLines({ ...rising, against: still }, styleAt(columns));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
});

it('leaves no hole in a line that jumps', () => {
  const jump = { ...rising, values: time.map((at) => (at < 50 ? 0 : 100)) };
  const rows = chartLines(jump, pipe).slice(1, 13);
  expect(rows.every((row) => row.includes('*'))).toBe(true);
});

it('draws a line that does not move in the middle', () => {
  const rows = chartLines({ ...rising, values: time.map(() => 7) }, pipe).slice(1, 13);
  expect(rows.flatMap((row, i) => (row.includes('*') ? [i] : []))).toEqual([5]);
});

it('draws nothing of a single value', () => {
  expect(chartLines({ ...rising, time: [0], values: [1] }, pipe)).toEqual([]);
});
