import { expect, it } from 'vitest';
import { CsvTable } from './csv-table.ts';

it('remembers the line of every row, and only where it jumps', () => {
  const table = new CsvTable(1, 16);
  table.anchor(2);
  table.rows = 3;
  table.anchor(5);
  table.anchor(7);
  table.rows = 5;
  table.anchor(9);
  expect([0, 1, 2, 3, 4, 5].map((row) => table.lineOf(row))).toEqual([2, 3, 4, 7, 8, 9]);
});

it('keeps its rows when it grows', () => {
  const table = new CsvTable(2, 16);
  table.columns[1][15] = 7;
  table.grow();
  expect([table.capacity, table.columns[1][15], table.columns[0].length]).toEqual([24, 7, 24]);
});
