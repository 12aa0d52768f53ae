import { barsOf, type Bar, type BarSeries } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { findCopiedOpens } from './opens.ts';

const DAY = 86_400_000;

/** Weekdays from 2000 on; in the years of `copied` every `every`th open is the close before. */
function weekdays(
  copied: readonly number[],
  { every = 1, weekends = false, close = (i: number) => 100 + (i % 7) } = {},
): BarSeries {
  const bars: Bar[] = [];
  for (let time = Date.UTC(2000, 0, 3); time < Date.UTC(2005, 0, 1); time += DAY) {
    const day = new Date(time).getUTCDay();
    if (!weekends && (day === 0 || day === 6)) continue;
    const i: number = bars.length;
    const copy: boolean = copied.includes(new Date(time).getUTCFullYear()) && i % every === 0;
    bars.push({ time, open: copy ? close(i - 1) : close(i) + 0.5, high: 200, low: 50, close: close(i), volume: 1 });
  }
  return barsOf(bars, { instrument: 'X', timeframe: '1d' });
}

it('finds years in which opens are copies of the close before, and says where to start', () => {
  const [finding, ...others] = findCopiedOpens(weekdays([2000, 2001, 2003]));
  expect(finding).toMatchObject({
    code: 'OPEN_EQUALS_PREVIOUS_CLOSE',
    count: 781,
    fix: 'start on 2004-01-01 or later, or fill at the close',
  });
  expect(finding?.what).toContain('in 2000..2001, 2003 the open equals the previous close in 781 of 781 bars (100 %)');
  expect(others).toEqual([]);
});

it('says so where some of them are', () => {
  expect(findCopiedOpens(weekdays([2002], { every: 4 }))).toMatchObject([
    { code: 'OPEN_OFTEN_PREVIOUS_CLOSE', count: 65 },
  ]);
});

it('finds nothing in opens that are prices', () => {
  expect(findCopiedOpens(weekdays([]))).toEqual([]);
});

it('does not blame a market that never closes: there an open at the previous close is the rule', () => {
  expect(findCopiedOpens(weekdays([2000, 2001, 2002, 2003, 2004], { weekends: true }))).toEqual([]);
});

it('does not take a price that stands still for a copied open', () => {
  expect(findCopiedOpens(weekdays([2000, 2001], { close: () => 100 }))).toEqual([]);
});

it('says nothing of a few bars', () => {
  expect(findCopiedOpens(barsOf([], { instrument: 'X', timeframe: '1d' }))).toEqual([]);
});
