import { expect, it } from 'vitest';
import { CycleTrend } from './cycle-trend.ts';

it('weighs the last four means over a period', () => {
  const trend = new CycleTrend();
  const trends = [1, 3, 5, 7, 9, 11].map((value) => trend.update(value, 2.4)); // means 2, 4, 6, 8, 10 from the second on
  expect(trends.slice(4)).toEqual([(4 * 8 + 3 * 6 + 2 * 4 + 2) / 10, (4 * 10 + 3 * 8 + 2 * 6 + 4) / 10]);
});

it('rounds the period half up', () => {
  const mean = (period: number): number => {
    const trend = new CycleTrend();
    for (const value of [9, 8, 4]) trend.update(value, 1);
    trend.update(1, period);
    return trend.mean1;
  };
  expect([mean(1.4), mean(1.5), mean(2.5)]).toEqual([1, 2.5, 13 / 3]);
});
