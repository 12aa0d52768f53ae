import { expect, it } from 'vitest';
import { matrixOf } from './matrix.ts';

it('has one row per observation and one column per name, in the order given', () => {
  const matrix = matrixOf({ b: Float64Array.of(1, 2, 3), a: Float64Array.of(4, NaN, 6) });
  expect(matrix).toEqual({ rows: 3, columns: 2, data: Float64Array.of(1, 4, 2, NaN, 3, 6), names: ['b', 'a'] });
});

it('may be empty', () => {
  expect(matrixOf({})).toMatchObject({ rows: 0, columns: 0 });
  expect(matrixOf({ a: new Float64Array() })).toMatchObject({ rows: 0, columns: 1 });
});

it('refuses columns of different lengths', () => {
  expect(() => matrixOf({ a: new Float64Array(2), b: new Float64Array(3) })).toThrow(
    expect.objectContaining({ code: 'LENGTHS_DIFFER', what: 'column b has 3 rows, a has 2' }),
  );
});
