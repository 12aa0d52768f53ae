import { expect, it } from 'vitest';
import { annualReturns, monthlyReturns, weekdayMeans } from './calendar.ts';

const DAY = 86_400_000;
const returns = Float64Array.of(0.5, 0.5, -0.5);
// Daily bars of Thursday 30 and Friday 31 January and of Monday 3 February 2020: known at the next midnight.
const time = Float64Array.of(Date.UTC(2020, 0, 30), Date.UTC(2020, 0, 31), Date.UTC(2020, 1, 3)).map(
  (day) => day + DAY,
);

it('a daily close at midnight belongs to the month that has just ended', () => {
  expect(monthlyReturns({ returns, time })).toEqual([
    { year: 2020, month: 1, value: 1.25 },
    { year: 2020, month: 2, value: -0.5 },
  ]);
});

it('years compound their months', () => {
  expect(annualReturns({ returns, time })).toEqual([{ year: 2020, value: 0.125 }]);
});

it('weekdays begin on Monday, and one without a value is NaN', () => {
  expect([...weekdayMeans({ returns, time })]).toEqual([-0.5, NaN, NaN, 0.5, 0.5, NaN, NaN]);
});

it('a column without times has no calendar', () => {
  expect(() => monthlyReturns(returns)).toThrow(expect.objectContaining({ code: 'TIMES_NEEDED' }));
});
