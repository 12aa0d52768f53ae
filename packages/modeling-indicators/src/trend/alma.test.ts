import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { alma } from './alma.ts';

const flat = (price: number): number => price;
const invalid = [
  [0, 0.85, 6],
  [2.5, 0.85, 6],
  [9, -0.1, 6],
  [9, 1.1, 6],
  [9, 0.85, -1],
  [9, 0.85, 101],
  [9, 0.85],
];
describeIndicator(alma, { params: [9, 0.85, 6], lookback: 8, flat, invalid }, { describe, it });
describeIndicator(alma, { params: [14, 0.5, 100], lookback: 13, flat, invalid }, { describe, it });
describeIndicator(alma, { params: [1, 0.25, 6], lookback: 0, flat, invalid }, { describe, it });

it('weighs by a bell that stands near the newest value', () => {
  // m = 1, s = 1: the bell stands on the newer of two, the older weighs exp(-1/2)
  const older = Math.exp(-0.5);
  expect(alma(Float64Array.of(10, 20), 2, 1, 2)[1]).toBeCloseTo((10 * older + 20) / (older + 1), 13);
});

it('stands on the value that the offset says where the bell is narrow', () => {
  const values = Float64Array.of(3, 5, 8);
  const read = [0, 0.5, 1].map((offset) => alma(values, 3, offset, 100)[2]);
  [3, 5, 8].forEach((value, i) => expect(read[i]).toBeCloseTo(value, 13));
});

it('is the plain mean where sigma is 0', () => {
  expect(alma(Float64Array.of(3, 5, 10), 3, 0.85, 0)[2]).toBeCloseTo(6, 13);
});
