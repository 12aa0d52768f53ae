import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { tema } from './tema.ts';

const flat = (price: number): number => price;
describeIndicator(tema, { params: [20], lookback: 57, flat }, { describe, it });
describeIndicator(tema, { params: [1], lookback: 0, flat }, { describe, it });

it('follows a straight line without lag', () => {
  expect([...tema(Float64Array.of(1, 3, 5, 7, 9, 11, 13, 15), 3)].slice(5)).toEqual([NaN, 13, 15]);
});

it('is made of three averages of each other', () => {
  // alpha 2/3. EMA of 2: 2, 6, 10, 6; of that: 4, 8, 20/3; of that: 6, 58/9
  const [first, second] = tema(Float64Array.of(1, 3, 8, 12, 4), 2).slice(3);
  expect(first).toBeCloseTo(3 * 10 - 3 * 8 + 6, 13);
  expect(second).toBeCloseTo(3 * 6 - 3 * (20 / 3) + 58 / 9, 13);
});
