import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { sar } from './sar.ts';

const invalid = [
  [-0.01, 0.2],
  [0.02, 1001],
  [NaN, 0.2],
  [0.02, undefined],
];
describeIndicator(sar, { params: [0.02, 0.2], lookback: 1, flat: (price) => price, invalid }, { describe, it });
describeIndicator(sar, { params: [0.5, 0.1], lookback: 1, flat: (price) => price, invalid }, { describe, it });
describeIndicator(sar, { params: [0, 0], lookback: 1, flat: (price) => price, invalid }, { describe, it });

it('follows a rise ever faster', () => {
  // Extremes 12, 14, 16 and shares 0.1, 0.2, 0.2: 9 + 0.1 * 3, + 0.2 * 4.7, + 0.2 * 5.76
  const stops = sar(Float64Array.of(10, 12, 14, 16, 16), Float64Array.of(9, 11, 13, 15, 15), 0.1, 0.2);
  [9, 9.3, 10.24, 11.392].forEach((stop, i) => {
    expect(stops[i + 1]).toBeCloseTo(stop, 12);
  });
});

it('leaps to the other side of the market when it is touched', () => {
  const stops = sar(Float64Array.of(10, 12, 11, 9), Float64Array.of(9, 11, 9, 8), 0.1, 0.2);
  expect([...stops]).toEqual([NaN, 9, 12, 12]); // short from 12: 12 - 0.1 * 3 lies within the bar before
});

it('begins short where the second bar falls', () => {
  expect([...sar(Float64Array.of(10, 9), Float64Array.of(9, 7), 0.1, 0.2)]).toEqual([NaN, 10]);
});

it('takes the bar behind a gap as a first one', () => {
  const stops = sar(Float64Array.of(10, 12, 14, 9, 8), Float64Array.of(9, 11, NaN, 8, 6), 0.1, 0.2);
  expect([...stops]).toEqual([NaN, 9, NaN, NaN, 9]);
});
