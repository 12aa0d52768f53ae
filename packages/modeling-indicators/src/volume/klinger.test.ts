import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { klinger } from './klinger.ts';

const flat = () => ({ kvo: 0, signal: 0 });
const invalid = [
  [0, 55, 13],
  [34, 34, 13],
  [34, 1.5, 13],
  [34, 55, 0],
];
describeIndicator(klinger, { params: [34, 55, 13], lookback: 1, flat, invalid }, { describe, it });
describeIndicator(klinger, { params: [1, 2, 1], lookback: 1, flat, invalid }, { describe, it });

it('weighs the volume by the range of the bar in that of its trend', () => {
  // Ranges 2 2 4 2, trend up up down. Ranges of the trends 2 + 2, 4 + 4, 4 + 2. Forces 0, 0, -|4 / 6 - 1| * 300 * 100.
  const high = Float64Array.of(4, 5, 8, 6);
  const low = Float64Array.of(2, 3, 4, 4);
  const close = Float64Array.of(3, 4, 6, 5);
  const { kvo, signal } = klinger(high, low, close, Float64Array.of(9, 9, 9, 300), 1, 3, 3);
  expect(kvo.slice(0, 3)).toEqual(Float64Array.of(NaN, 0, 0));
  expect(kvo[3]).toBeCloseTo(-5000, 9); // the force less half of it
  expect(signal[3]).toBeCloseTo(-2500, 9);
});

it('takes a price that stays as no rise', () => {
  const high = Float64Array.of(4, 4, 4);
  const low = Float64Array.of(2, 2, 2);
  // Ranges of the trend 4, then 6: the force is -|4 / 6 - 1| * 300 * 100 on the last bar.
  const { kvo } = klinger(high, low, low, Float64Array.of(9, 9, 300), 1, 3, 3);
  expect(kvo[2]).toBeCloseTo(-5000, 9);
});
