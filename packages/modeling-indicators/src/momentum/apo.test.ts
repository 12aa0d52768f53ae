import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { apo } from './apo.ts';

const invalid = [
  [0, 26],
  [12, 1.5],
  [12, 12],
  [26, 12],
];

describeIndicator(apo, { params: [12, 26], lookback: 25, flat: () => 0, invalid }, { describe, it });
describeIndicator(apo, { params: [1, 2], lookback: 1, flat: () => 0, invalid }, { describe, it });

it('seeds each line with its own first values', () => {
  // fast: (1 + 3) / 2, then 2 + (5 - 2) * 2 / 3 = 4 and 4 + (10 - 4) * 2 / 3 = 8; slow: 3 and 3 + (10 - 3) / 2
  expect([...apo(Float64Array.of(1, 3, 5, 10), 2, 3)]).toEqual([NaN, NaN, 1, 1.5]);
});

it('wants the fast period first', () => {
  expect(() => apo(new Float64Array(3), 26, 12)).toThrow('apo: fast is 26, slow is 12 (give fast < slow)');
});
