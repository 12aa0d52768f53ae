import { expect, it } from 'vitest';
import { BarClock, knownTime } from './bar-clock.ts';
import { priceBars } from './testing/index.ts';

const bars = priceBars([10, 11], [12, 13]);

it('is at the close of a bar, and before the first at its open', () => {
  const clock = new BarClock(bars);
  const times = [-1, 0, 1].map((bar) => (clock.moveTo(bar), clock.now()));
  expect([times, clock.bar]).toEqual([[0, 60_000, 120_000], 1]);
});

it('reads close times where the bars have them', () => {
  const cut = { ...bars, closeTime: Float64Array.of(30_000, 61_000) };
  const clock = new BarClock(cut);
  expect([-1, 0, 1].map((bar) => clock.closeTime(bar))).toEqual([0, 30_000, 61_000]);
  expect([-1, 0, 1].map((bar) => knownTime(cut, bar))).toEqual([0, 30_000, 61_000]);
});
