import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { correl } from './correl.ts';

describeIndicator(correl, { params: [30], lookback: 29, flat: () => 0 }, { describe, it });
describeIndicator(correl, { params: [2], lookback: 1, flat: () => 0 }, { describe, it });
describeIndicator(correl, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

it('is 1 where both move alike and -1 where they move against each other', () => {
  const x = Float64Array.of(1, 2, 4, 8, 16);
  expect([
    ...correl(
      x,
      x.map((value) => 3 + 2 * value),
      3,
    ),
  ]).toEqual([NaN, NaN, 1, 1, 1]);
  expect([
    ...correl(
      x,
      x.map((value) => 3 - 2 * value),
      3,
    ),
  ]).toEqual([NaN, NaN, -1, -1, -1]);
});

it('is 0.5 where half of the move is shared', () => {
  expect(correl(Float64Array.of(-1, 0, 1), Float64Array.of(-1, 1, 0), 3)[2]).toBeCloseTo(0.5, 15);
});

it('reads exactly 0 where one of them stands still, whatever came before', () => {
  const x = Float64Array.of(0.7, 1e9, 0.3, 0.1, 0.1, 0.1, 0.1);
  const y = Float64Array.of(1, 2, 4, 3, 5, 7, 4);
  expect([...correl(x, y, 3)].slice(5)).toEqual([0, 0]);
});
