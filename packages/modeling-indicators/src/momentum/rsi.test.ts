import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { rsi } from './rsi.ts';

describeIndicator(rsi, { params: [14], lookback: 14, flat: () => 50 }, { describe, it });
describeIndicator(rsi, { params: [1], lookback: 1, flat: () => 50 }, { describe, it });

it('weighs gains against gains and losses', () => {
  expect([...rsi(Float64Array.of(1, 2, 1, 2), 2)]).toEqual([NaN, NaN, 50, 75]);
});

it('reads 50 on a market that does not move', () => {
  expect([...rsi(Float64Array.of(7, 7, 7, 7), 2)]).toEqual([NaN, NaN, 50, 50]);
});

it('reads exactly 100 where there is no loss and 0 where there is no gain', () => {
  const rising = Float64Array.from({ length: 50 }, (_, i) => 1.1 ** i);
  expect(new Set(rsi(rising, 5).slice(5))).toEqual(new Set([100]));
  expect(new Set(rsi(rising.toReversed(), 5).slice(5))).toEqual(new Set([0]));
});

it('knows nothing behind a NaN until as many further changes are known', () => {
  expect([...rsi(Float64Array.of(1, 2, 3, NaN, 3, 2, 3, 2), 2)]).toEqual([NaN, NaN, 100, NaN, NaN, NaN, 50, 25]);
});
