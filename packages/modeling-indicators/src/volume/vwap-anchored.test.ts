import { describe, expect, it } from 'vitest';
import { contractColumns, flatColumns } from '../testing/contract-columns.ts';
import { describeIndicator } from '../testing/index.ts';
import { vwap } from './vwap.ts';
import { vwapAnchored } from './vwap-anchored.ts';

const flat = (price: number): number => price;
const bars = contractColumns(['high', 'low', 'close', 'volume'], 300, 1);
const weeks = Float64Array.from({ length: 300 }, (_, row) => Math.floor(row / 7));

describeIndicator(vwapAnchored, { params: [], lookback: 0, flat }, { describe, it });
describeIndicator(vwapAnchored, { params: [], lookback: 0, flat, columns: [...bars, weeks] }, { describe, it });

it('begins anew with each anchor', () => {
  const price = Float64Array.of(3, 5, 8, 6);
  const volume = Float64Array.of(10, 30, 40, 40);
  expect([...vwapAnchored(price, price, price, volume, Float64Array.of(1, 1, 2, 2))]).toEqual([3, 4.5, 8, 7]);
});

it('reads the typical price of a session in which nothing was traded yet', () => {
  const price = Float64Array.of(3, 5, 8, 6);
  const volume = Float64Array.of(10, 30, 0, 40);
  expect([...vwapAnchored(price, price, price, volume, Float64Array.of(1, 1, 2, 2))]).toEqual([3, 4.5, 8, 6]);
});

it('is the plain one where the anchor never changes', () => {
  const [high, low, close, volume] = bars;
  const [anchor] = flatColumns(['anchor'], 300, 7);
  expect(vwapAnchored(high, low, close, volume, anchor)).toEqual(vwap(high, low, close, volume));
});
