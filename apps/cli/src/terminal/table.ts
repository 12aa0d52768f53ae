import { signs, type Style } from './style.ts';

/** A table: words to the left, figures to the right. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many columns, from the first, hold words. Default 1. */
  readonly words?: number | undefined;
}

const GAP = 3;

/** A table as lines of text, indented by two. Columns are as wide as their widest cell. */
export function tableLines({ head, rows, words = 1 }: Table, style: Style): string[] {
  const cells = [head, ...rows].map((row) => row.map((cell) => signs(style, cell)));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => (column < words ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' '.repeat(GAP))}`.trimEnd();
  const rule = (style.unicode ? '\u2500' : '-').repeat(widths.reduce((sum, width) => sum + width + GAP, -GAP));
  return cells.flatMap((row, i) => (i === 0 ? [style.bold(lineOf(row)), style.dim(`  ${rule}`)] : [lineOf(row)]));
}

/**
 * Text broken at spaces so that no line is longer than the width, unless a word is.
 *
 * @param indent what every line begins with
 * @param first what the first line begins with instead, of the same length
 */
export function wrapped(text: string, width: number, indent = '', first = indent): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((content, i) => (i === 0 ? first : indent) + content);
}
