import { expect, it } from 'vitest';
import { priceBars, scripted } from './scripted.ts';

it('makes bars whose range is that of open and close', () => {
  const { time, low, high } = priceBars([10, 11], [13, 12]);
  expect([[...time], [...low], [...high]]).toEqual([
    [0, 60_000],
    [10, 12],
    [11, 13],
  ]);
});

it('says its signals and then keeps its stance', () => {
  const run = scripted([1, 0]).over(priceBars());
  expect([0, 1, 2].map((i) => run.signal(i))).toEqual([1, 0, NaN]);
});
