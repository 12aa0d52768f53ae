import { seededRandom } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { rma } from './rma.ts';

const flat = (price: number): number => price;
describeIndicator(rma, { params: [14], lookback: 13, flat }, { describe, it });
describeIndicator(rma, { params: [1], lookback: 0, flat }, { describe, it });

it('starts from the mean of the first values, then moves a fourth of the way', () => {
  expect([...rma(Float64Array.of(1, 2, 3, 6, 7, 0), 4)]).toEqual([NaN, NaN, NaN, 3, 4, 3]);
});

it('is what Wilder wrote: (previous * (period - 1) + value) / period', () => {
  const random = seededRandom(6);
  const values = Float64Array.from({ length: 200 }, () => 100 + random());
  const means = rma(values, 14);
  for (let i = 14; i < 200; i++) expect(means[i]).toBeCloseTo((means[i - 1] * 13 + values[i]) / 14, 11);
});
