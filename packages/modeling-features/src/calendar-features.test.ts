import { barSeries } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { calendarPart, cyclic } from './calendar-features.ts';

const at = (...times: readonly number[]) => {
  const time = Float64Array.from(times);
  const price = time.map(() => 1);
  return barSeries({ time, open: price, high: price, low: price, close: price }, { instrument: 'T', timeframe: '30m' });
};
const leapEve = at(Date.UTC(2024, 1, 28, 23, 30), Date.UTC(2024, 1, 29, 0, 0));

it.each([
  ['hour', [23.5, 0]],
  ['weekday', [3, 4]],
  ['monthday', [28, 29]],
  ['daysToMonthEnd', [1, 0]],
  ['month', [2, 2]],
] as const)('reads the %s at the open', (part, values) => {
  expect([...calendarPart(part).over(leapEve)]).toEqual(values);
});

it('reads it on the clock of a zone, across a change of its clocks', () => {
  const bars = at(Date.UTC(2024, 2, 10, 6, 30), Date.UTC(2024, 2, 10, 7, 0));
  expect([...calendarPart('hour', { timeZone: 'America/New_York' }).over(bars)]).toEqual([1.5, 3]);
});

it('puts it on a circle, so that midnight is near midnight', () => {
  const [sine, cosine] = cyclic('hour');
  expect(sine.over(leapEve)[1]).toBe(0);
  expect(cosine.over(leapEve)[1]).toBe(1);
  expect(sine.over(leapEve)[0]).toBeCloseTo(-Math.sin(Math.PI / 24), 12);
});

it('refuses a zone that is none', () => {
  expect(() => calendarPart('hour', { timeZone: 'Mars/Base' })).toThrow('"Mars/Base" is no time zone');
});
