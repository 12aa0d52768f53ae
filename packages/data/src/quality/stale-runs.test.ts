import { expect, it } from 'vitest';
import { staleRuns } from './stale-runs.ts';

const prices = (close: readonly number[]): Record<'open' | 'high' | 'low' | 'close', Float64Array> => {
  const column = Float64Array.from(close);
  return { open: column, high: column, low: column, close: column };
};

it.each([
  [[1, 1, 1, 2], 3, [{ row: 0, run: 3 }]],
  [[2, 1, 1, 1], 3, [{ row: 1, run: 3 }]],
  [[1, 1, 2, 2], 3, []],
  [
    [1, 1, 2, 2],
    2,
    [
      { row: 0, run: 2 },
      { row: 2, run: 2 },
    ],
  ],
  [[NaN, NaN, NaN], 2, []],
  [[], 2, []],
])('of %j with at least %i', (close, least, runs) => {
  expect(staleRuns(prices(close), least)).toEqual(runs);
});
