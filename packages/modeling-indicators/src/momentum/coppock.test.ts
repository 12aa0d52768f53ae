import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { coppock } from './coppock.ts';

const invalid = [
  [0, 11, 14],
  [10, 1.5, 14],
  [10, 11, NaN],
];

describeIndicator(coppock, { params: [10, 11, 14], lookback: 23, flat: () => 0, invalid }, { describe, it });
describeIndicator(coppock, { params: [1, 3, 2], lookback: 3, flat: () => 0, invalid }, { describe, it });

it('adds two rates of change and weighs the newer sum more', () => {
  // sums: 50 + 200, -50 + -25; (1 * 250 + 2 * -75) / 3
  const [curve] = coppock(Float64Array.of(4, 8, 12, 6), 2, 1, 2).slice(3);
  expect(curve).toBeCloseTo(100 / 3, 12);
});

it('does not mind which of the rates is the longer one', () => {
  const values = Float64Array.of(4, 8, 12, 6, 7, 5);
  expect(coppock(values, 2, 1, 3)).toEqual(coppock(values, 2, 3, 1));
});

it('says which period is wrong', () => {
  expect(() => coppock(new Float64Array(3), 10, 11, 0)).toThrow('coppock: roc2 is number 0');
});
