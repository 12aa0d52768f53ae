import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { assertPeriod } from '../assert-period.ts';
import type { Average } from '../average.ts';
import { defineIndicator } from '../define-indicator.ts';
import { rsi } from '../momentum/rsi.ts';
import { ema } from '../trend/ema.ts';
import { sma } from '../trend/sma.ts';
import { bbandsOf } from './bbands-of.ts';

const flat = (price: number) => ({ upper: price, middle: price, lower: price });
const invalid = [
  [0, 2, 2],
  [2.5, 2, 2],
  [20, -1, 2],
  [20, 2, NaN],
];
describeIndicator(bbandsOf(ema), { params: [20, 2, 2], lookback: 19, flat, invalid }, { describe, it });
describeIndicator(bbandsOf(sma), { params: [3, 0.5, 3], lookback: 2, flat, invalid }, { describe, it });
describeIndicator(bbandsOf(rsi), { params: [5, 1, 2], lookback: 5, invalid }, { describe, it });

/** An average that is known at once, as MAMA is known before a long window is full. */
const last: Average = defineIndicator<[period: number]>({
  name: 'last',
  inputs: ['value'],
  check: assertPeriod,
  lookback: () => 0,
  batch: (values) => values.map((value) => value + (value - value)),
  stream: () => ({ update: (value: number) => value + (value - value) }),
});
describeIndicator(bbandsOf(last), { params: [4, 2, 1], lookback: 3, flat, invalid }, { describe, it });

it('measures the deviation from the plain mean, and draws it around the average', () => {
  const { upper, middle, lower } = bbandsOf(ema)(Float64Array.of(1, 3, 8), 2, 2, 1); // ema 2, 6; deviations 1, 2.5
  expect([[...upper], [...middle], [...lower]]).toEqual([
    [NaN, 4, 11],
    [NaN, 2, 6],
    [NaN, 1, 3.5],
  ]);
});

it('begins all three where both average and deviation are known', () => {
  const bands = bbandsOf(last)(Float64Array.of(1, 3, 5), 2, 1, 1);
  expect([...bands.middle]).toEqual([NaN, 3, 5]);
});

it('says of what it is made', () => {
  expect(bbandsOf(ema).name).toBe('bbands(ema)');
});
