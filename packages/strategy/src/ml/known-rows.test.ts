import { expect, it } from 'vitest';
import { knownRows } from './known-rows.ts';

const matrix = (...rows: readonly number[][]) => ({
  rows: rows.length,
  columns: 2,
  data: Float64Array.from(rows.flat()),
  names: ['a', 'b'],
});

it('leaves out the rows with a NaN', () => {
  const known = knownRows(matrix([NaN, 1], [1, 2], [3, NaN], [5, 6]));
  expect([...known.bars]).toEqual([1, 3]);
  expect(known.matrix).toEqual({ rows: 2, columns: 2, data: Float64Array.of(1, 2, 5, 6), names: ['a', 'b'] });
});

it('copies nothing where the known rows lie together', () => {
  const whole = matrix([NaN, NaN], [1, 2], [3, Infinity]);
  const { data } = knownRows(whole).matrix;
  expect([...data]).toEqual([1, 2, 3, Infinity]);
  expect(data.buffer).toBe(whole.data.buffer);
});

it('knows nothing of nothing', () => {
  expect(knownRows(matrix([NaN, 1])).matrix).toMatchObject({ rows: 0, data: new Float64Array() });
  expect(knownRows(matrix()).bars.length).toBe(0);
});
