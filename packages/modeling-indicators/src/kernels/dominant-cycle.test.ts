import { expect, it } from 'vitest';
import { DominantCycle } from './dominant-cycle.ts';

it.each([
  [32, 12],
  [63, 37],
] as const)('is told from row %d on, and begins on row %d', (lookback, start) => {
  const cycle = new DominantCycle(lookback);
  const rows = Array.from({ length: 70 }, (_, row) => ({ told: cycle.update(row), raw: cycle.raw }));
  expect(rows.findIndex(({ told }) => !Number.isNaN(told))).toBe(lookback);
  expect(rows.findIndex(({ raw }) => raw > 0)).toBe(start);
  expect(rows[start].raw).toBeCloseTo(1.2, 14); // a fifth of the way to the least period, 6
});

it('smooths with the weights 4, 3, 2 and 1', () => {
  const cycle = new DominantCycle(32);
  for (let row = 0; row < 12; row++) cycle.update(0);
  const smoothed = [10, 0, 0, 0, 0].map((value) => {
    cycle.update(value);
    return cycle.smooth;
  });
  expect(smoothed).toEqual([4, 3, 2, 1, 0]);
});

it('starts anew behind a number too great to be squared', () => {
  const [cycle, fresh] = [new DominantCycle(32), new DominantCycle(32)];
  for (const value of [...Array.from({ length: 40 }, (_, row) => row), 1e200, 1]) cycle.update(value);
  expect(cycle.seen).toBe(0);
  for (let row = 0; row < 60; row++) expect(cycle.update(row % 7)).toBe(fresh.update(row % 7));
});
