import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { checkColumns } from './check-columns.ts';

const two = Float64Array.of(1, 2);

it('takes columns of equal length, also those of another realm', () => {
  const foreign = runInNewContext('Float64Array.of(1, 2)') as Float64Array;
  expect(() => checkColumns('atr', ['high', 'low'], [two, foreign, 14])).not.toThrow();
});

it.each([
  ['an array', [1, 2], 'close is Array'],
  ['single precision', Float32Array.of(1, 2), 'close is Float32Array'],
  ['a series', { close: two }, 'close is Object'],
  ['nothing', undefined, 'close is Undefined'],
  ['a number', 14, 'close is Number'],
])('refuses %s', (_, value, message) => {
  expect(() => checkColumns('obv', ['close', 'volume'], [value, two])).toThrow(
    expect.objectContaining({ code: 'COLUMN_NOT_FLOAT64', what: message, where: 'obv' }),
  );
});

it('refuses columns of different length', () => {
  expect(() => checkColumns('obv', ['close', 'volume'], [two, Float64Array.of(1)])).toThrow(
    expect.objectContaining({ code: 'LENGTHS_DIFFER', what: 'close,volume have 2,1 rows' }),
  );
});
