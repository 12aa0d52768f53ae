import { expect, it } from 'vitest';
import { sampleBars } from '../testing/sample-bars.ts';
import { CursorFeed, GuardedFeed } from './bar-event.ts';

const bars = sampleBars({ bars: 3 });

it('moves one event over the bars, so that nothing is made per bar', () => {
  const feed = new CursorFeed(bars);
  const first = feed.at(0);
  const second = feed.at(1);
  expect(second).toBe(first);
  expect([second.index, second.symbol, second.type, second.bar.close]).toEqual([1, 'SAMPLE', 'bar', bars.close[1]]);
});

it('hands out a fresh event per bar where views are guarded, good for that bar', () => {
  const feed = new GuardedFeed(bars);
  const first = feed.at(0);
  expect([first.index, first.bar.high, first.bar.time]).toEqual([0, bars.high[0], bars.time[0]]);
  const second = feed.at(1);
  expect(second).not.toBe(first);
  expect(second.bar.volume).toBe(bars.volume[1]);
  for (const read of [() => first.index, () => first.bar.open, () => first.bar.ago(0), () => first.bar.snapshot()]) {
    expect(read).toThrow(expect.objectContaining({ code: 'HOLDS_A_BAR_VIEW' }));
  }
});
