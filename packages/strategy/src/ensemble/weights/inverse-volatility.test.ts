import { expect, it } from 'vitest';
import { InverseVolatility } from './inverse-volatility.ts';

const weights = (given: number[], floor: number, bars: [held: number[], change: number][]) => {
  const scheme = new InverseVolatility(given, 2, floor);
  for (const [held, change] of bars) scheme.update(Float64Array.from(held), change);
  const out = new Float64Array(given.length);
  scheme.write(out);
  return [...out];
};

it('is the given weight over the standard deviation of stance * return', () => {
  const [a, b] = weights([1, 3], 0.1, [
    [[1, -0.5], 0.02],
    [[1, -0.5], -0.02],
  ]);
  expect(a).toBeCloseTo(1 / 0.02, 9);
  expect(b).toBeCloseTo(3 / 0.01, 9);
});

it('is not known before the window is full, for each member by its own', () => {
  expect(
    weights([1, 1], 0.1, [
      [[1, NaN], 0.02],
      [[1, 1], -0.02],
    ]),
  ).toEqual([expect.any(Number), NaN]);
  expect(weights([1], 0.1, [[[1], 0.02]])).toEqual([NaN]);
});

it('takes the floor for one that stood aside, and the given weights where nothing moved', () => {
  expect(
    weights([1], 0.5, [
      [[0], 0.02],
      [[0], -0.02],
    ])[0],
  ).toBeCloseTo(1 / 0.01, 9);
  expect(
    weights([1, 3], 0.5, [
      [[1, 1], 0],
      [[0, 1], 0],
    ]),
  ).toEqual([1, 3]);
});
