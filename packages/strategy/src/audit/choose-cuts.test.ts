import { expect, it } from 'vitest';
import { chooseCuts } from './choose-cuts.ts';

it('spreads the cuts evenly, both ends included', () => {
  expect(chooseCuts(10, 110, 9, [])).toEqual([10, 35, 60, 85, 110]);
});

it('puts the other half right after what happened', () => {
  expect(chooseCuts(10, 110, 9, [3, 19, 20, 21, 22, 200])).toEqual([10, 20, 21, 22, 23, 35, 60, 85, 110]);
});

it('takes every so many of what happened where there is too much', () => {
  const happened = Array.from({ length: 90 }, (_, i) => 15 + i);
  const cuts = chooseCuts(10, 110, 10, happened);
  expect(cuts).toHaveLength(10);
  expect(cuts.at(-1)).toBe(110);
});

it('gives one cut where there is room for one', () => {
  expect(chooseCuts(10, 10, 24, [9, 10])).toEqual([10]);
  expect(chooseCuts(10, 20, 1, [])).toEqual([10]);
});
