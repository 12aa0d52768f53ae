import { expect, it } from 'vitest';
import { memoryTerminal } from './memory-terminal.ts';
import { tableLines, wrapped } from './table.ts';

const { style } = memoryTerminal().out;

it('sets names to the left and figures to the right', () => {
  expect(
    tableLines(
      {
        head: ['', 'a', 'b'],
        rows: [
          ['Return', '\u22121%', '12%'],
          ['Sharpe', '1', ''],
        ],
      },
      style,
    ),
  ).toEqual(['             a     b', '  ------------------', '  Return   -1%   12%', '  Sharpe     1']);
});

it('breaks text at spaces, and leaves long words whole', () => {
  expect(wrapped('one two three averyverylongword x', 10, '  ')).toEqual([
    '  one two',
    '  three',
    '  averyverylongword',
    '  x',
  ]);
  expect(wrapped('a b', 4, '    ', '  - ')).toEqual(['  - a', '    b']);
});
