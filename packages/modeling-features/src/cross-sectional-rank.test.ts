import { expect, it } from 'vitest';
import { crossSectionalRank } from './cross-sectional-rank.ts';

it('ranks from 0 to 1, equal ones alike, and leaves out who is not known', () => {
  const { A, B, C } = crossSectionalRank({
    A: Float64Array.of(1, 5, 2, NaN),
    B: Float64Array.of(2, 5, NaN, NaN),
    C: Float64Array.of(9, 1, 3, 7),
  });
  expect([[...A], [...B], [...C]]).toEqual([
    [0, 0.75, 0, NaN],
    [0.5, 0.75, NaN, NaN],
    [1, 0, 1, 0.5],
  ]);
});

it('refuses columns of different length', () => {
  expect(() => crossSectionalRank({ A: new Float64Array(2), B: new Float64Array(3) })).toThrow('B has 3 bars, A has 2');
});
