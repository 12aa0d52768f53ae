import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ema } from './ema.ts';
import { t3 } from './t3.ts';

const flat = (price: number): number => price;
const invalid = [[0, 0.7], [1.5, 0.7], [5, -0.1], [5, 1.1], [5, NaN], [5]];
describeIndicator(t3, { params: [5, 0.7], lookback: 24, flat, invalid }, { describe, it });
describeIndicator(t3, { params: [2, 1], lookback: 6, flat, invalid }, { describe, it });
describeIndicator(t3, { params: [1, 0.5], lookback: 0, flat, invalid }, { describe, it });

const prices = Float64Array.from({ length: 40 }, (_, row) => 100 + 10 * Math.sin(row));

it('is an EMA of an EMA of an EMA where the factor is 0', () => {
  const thrice = ema(ema(ema(prices, 3), 3), 3);
  const read = t3(prices, 3, 0);
  for (let row = 12; row < 40; row++) expect(read[row]).toBeCloseTo(thrice[row], 12);
});

it('weighs six EMAs of each other: -v³, 3v² + 3v³, -6v² - 3v - 3v³, 1 + 3v + v³ + 3v²', () => {
  const means: Float64Array[] = [prices];
  for (let i = 0; i < 6; i++) means.push(ema(means[i], 3));
  const [third, fourth, fifth, sixth] = means.slice(3).map((mean) => mean[30]);
  const weighed = -0.125 * sixth + 1.125 * fifth - 3.375 * fourth + 3.375 * third;
  expect(t3(prices, 3, 0.5)[30]).toBeCloseTo(weighed, 11);
});

it('lags 3 * (1 - v) * (period - 1) / 2 bars behind a straight line', () => {
  const rising = Float64Array.from({ length: 30 }, (_, row) => row);
  expect(t3(rising, 5, 0.5)[29]).toBeCloseTo(29 - 3, 12);
});
