import { expect, it } from 'vitest';
import { percentRank } from './percent-rank.ts';

it('shares the mean rank among equal values', () => {
  expect([...percentRank(4).apply(Float64Array.of(2, 2, 1, 2, 9))]).toEqual([NaN, NaN, NaN, 0.75, 1]);
});

it('refuses a window that is no number of rows', () => {
  expect(() => percentRank(0)).toThrow(expect.objectContaining({ code: 'INVALID_WINDOW' }));
});
