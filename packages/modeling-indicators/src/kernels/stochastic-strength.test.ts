import { expect, it } from 'vitest';
import { StochasticStrength } from './stochastic-strength.ts';

const read = (period: number, range: number, values: readonly number[]): number[] => {
  const kernel = new StochasticStrength(period, range);
  return values.map((value) => kernel.update(value));
};

it('stands at the top where the strength is highest, at the bottom where it is lowest', () => {
  expect(read(2, 2, [1, 2, 1, 2, 1])).toEqual([NaN, NaN, NaN, 100, 0]);
});

it('reads 50 where a market stands still that has moved', () => {
  const moved = [10, 11.3, 10.7, 12.1, 11.9, 12.7];
  expect(read(3, 4, [...moved, ...Array.from({ length: 200 }, () => 12.7)]).slice(9)).toEqual(
    Array.from({ length: 197 }, () => 50),
  );
});

it('begins anew behind a gap', () => {
  expect(read(2, 2, [1, 2, 1, 2, NaN, 1, 2, 1, 2])).toEqual([NaN, NaN, NaN, 100, NaN, NaN, NaN, NaN, 100]);
});
