import { signs, type Style } from '../terminal/style.ts';

/** A title and the lines below it. */
export type Section = readonly [title: string, lines: readonly string[]];

/** What a command prints: sections one below the other; those without lines are left out. */
export function sections(all: readonly Section[], style: Style): string {
  const filled = all.filter(([, lines]) => lines.length > 0);
  return filled.map(([title, lines]) => signs(style, `${style.bold(title)}\n${lines.join('\n')}\n`)).join('\n');
}
