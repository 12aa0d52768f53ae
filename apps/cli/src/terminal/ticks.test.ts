import { expect, it } from 'vitest';
import { roundTicks } from './ticks.ts';

it.each([
  [9_300, 21_000, 3, [10_000, 15_000, 20_000]],
  [0, 1, 4, [0, 0.25, 0.5, 0.75, 1]],
  [-30, 30, 3, [-20, 0, 20]],
  [5, 5, 4, []],
])('from %d to %d', (low, high, count, ticks) => {
  expect(roundTicks(low, high, count)).toEqual(ticks.map((tick) => expect.closeTo(tick, 9)));
});
