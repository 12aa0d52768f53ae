import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { htDcPeriod } from './ht-dc-period.ts';

describeIndicator(htDcPeriod, { params: [], lookback: 32, settling: 200 }, { describe, it });

const wave = (bars: number) =>
  Float64Array.from({ length: 300 }, (_, row) => 50 + Math.sin((2 * Math.PI * row) / bars));

it.each([8, 15, 25, 40])('measures a wave of %d bars', (bars) => {
  expect(Math.abs(htDcPeriod(wave(bars))[299] / bars - 1)).toBeLessThan(0.02);
});

it('knows no cycle of less than 6 bars nor of more than 50', () => {
  const [short, long] = [wave(4), wave(90)].map((values) => htDcPeriod(values).slice(100));
  expect(Math.min(...short)).toBeGreaterThanOrEqual(6);
  expect(Math.max(...long)).toBeLessThanOrEqual(50);
});

it('comes to rest where nothing moves, whatever the price', () => {
  const [low, high] = [0.1, 12345.678].map((price) => htDcPeriod(new Float64Array(300).fill(price)));
  expect(low[299]).toBeCloseTo(low[250], 12);
  expect(high[299]).toBeCloseTo(low[299], 12);
});
