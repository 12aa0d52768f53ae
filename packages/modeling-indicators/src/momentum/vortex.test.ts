import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { vortex } from './vortex.ts';

describeIndicator(vortex, { params: [14], lookback: 14, flat: () => ({ plus: 1, minus: 1 }) }, { describe, it });
describeIndicator(vortex, { params: [1], lookback: 1, flat: () => ({ plus: 1, minus: 1 }) }, { describe, it });

it('measures the swings up and down by the true range', () => {
  // swings up 12 - 8, 13 - 9 and down |9 - 10|, |11 - 12|; true ranges 3 and 2
  const { plus, minus } = vortex(Float64Array.of(10, 12, 13), Float64Array.of(8, 9, 11), Float64Array.of(9, 11, 12), 2);
  expect([...plus]).toEqual([NaN, NaN, 8 / 5]);
  expect([...minus]).toEqual([NaN, NaN, 2 / 5]);
});

it('reads 1 on both sides where there is no true range, even behind a bar that had one', () => {
  const { plus, minus } = vortex(Float64Array.of(10, 9, 9), Float64Array.of(8, 9, 9), Float64Array.of(9, 9, 9), 1);
  expect([plus[1], minus[1], plus[2], minus[2]]).toEqual([1, 1, 1, 1]);
});
