import { expect, it } from 'vitest';
import { findFaults } from './bar-faults.ts';
import { FindingList } from './quality-report.ts';

it('names every fault of a row', () => {
  const [time, open, high, low, close] = [NaN, -1, 2, 3, NaN].map((value) => Float64Array.of(value));
  const found = new FindingList(10);
  findFaults({ time, open, high, low, close, volume: Float64Array.of(Infinity) }, found);
  expect(found.counts).toEqual({
    nan: 3,
    'ohlc-high-below-low': 1,
    'ohlc-low-above-body': 1,
    'non-positive-price': 1,
  });
});
