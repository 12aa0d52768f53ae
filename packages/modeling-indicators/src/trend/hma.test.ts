import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { hma } from './hma.ts';
import { wma } from './wma.ts';

const flat = (price: number): number => price;
describeIndicator(hma, { params: [20], lookback: 22, flat }, { describe, it });
describeIndicator(hma, { params: [1], lookback: 0, flat }, { describe, it });

it('is twice the value less the weighted mean where there is nothing else to smooth', () => {
  // WMA of 3 of 6, 0, 12: (6 + 0 + 36) / 6 = 7, and 24 - 7
  expect([...hma(Float64Array.of(6, 0, 12), 3)]).toEqual([NaN, NaN, 17]);
});

it('rounds the half and the root of the period down', () => {
  const values = Float64Array.from({ length: 30 }, (_, row) => (row * 7) % 11);
  const [half, whole] = [wma(values, 7), wma(values, 15)];
  const twice = wma(
    half.map((value, row) => 2 * value - whole[row]),
    3,
  );
  const read = hma(values, 15);
  for (let row = 16; row < 30; row++) expect(read[row]).toBeCloseTo(twice[row], 12);
});
