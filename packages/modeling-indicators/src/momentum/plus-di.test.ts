import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { plusDi } from './plus-di.ts';

describeIndicator(plusDi, { params: [14], lookback: 14, flat: () => 0 }, { describe, it });
describeIndicator(plusDi, { params: [2], lookback: 2, flat: () => 0 }, { describe, it });
describeIndicator(plusDi, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

const high = Float64Array.of(10, 12, 13, 11, 14);
const low = Float64Array.of(8, 9, 11, 7, 9);
const close = Float64Array.of(9, 11, 12, 8, 13);

it('is the upward movement as a percentage of the true range', () => {
  // moves 2, 1, 0, 3 and true ranges 3, 2, 5, 6: with a period of 2, sums of 2, 2, 1, 3.5 and 3, 3.5, 6.75, 9.375
  const expected = [(100 * 2) / 3.5, 100 / 6.75, (100 * 3.5) / 9.375];
  plusDi(high, low, close, 2)
    .slice(2)
    .forEach((value, row) => expect(value).toBeCloseTo(expected[row], 12));
});

it('keeps what it read while the market stands still, and reads 0 when nothing is left of it', () => {
  const still = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: 3000 }, (_, row) => values[row] ?? values.at(-1)!);
  const flatClose = Float64Array.of(9, 11, 12, 8, 14);
  const values = plusDi(still(high), still(high.map((top, row) => (row < 4 ? low[row] : top))), still(flatClose), 2);
  expect(values[500]).toBeCloseTo(values[5], 10);
  expect(values[2999]).toBe(0);
});
