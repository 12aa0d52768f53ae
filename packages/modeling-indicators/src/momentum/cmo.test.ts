import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { cmo } from './cmo.ts';

describeIndicator(cmo, { params: [14], lookback: 14, flat: () => 0 }, { describe, it });
describeIndicator(cmo, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

it('weighs gains less losses against both', () => {
  // gain and loss: 0.5 and 0.5, then 0.75 and 0.25
  expect([...cmo(Float64Array.of(1, 2, 1, 2), 2)]).toEqual([NaN, NaN, 0, 50]);
});

it('reads exactly 100 where there is no loss and -100 where there is no gain', () => {
  const rising = Float64Array.from({ length: 50 }, (_, i) => 1.1 ** i);
  expect(new Set(cmo(rising, 5).slice(5))).toEqual(new Set([100]));
  expect(new Set(cmo(rising.toReversed(), 5).slice(5))).toEqual(new Set([-100]));
});
