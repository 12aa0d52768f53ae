import { expect, it } from 'vitest';
import { assertPeriod } from './assert-period.ts';

it.each([1, 2, 14, 100_000_000])('takes %d', (period) => {
  expect(() => assertPeriod('sma', period)).not.toThrow();
});

it.each([0, -1, 1.5, NaN, Infinity, 100_000_001, '14', undefined, null])('refuses %j', (period) => {
  expect(() => assertPeriod('sma', period as number)).toThrow(expect.objectContaining({ code: 'INVALID_PERIOD' }));
});

it('says what is wrong, where, and how to mend it', () => {
  expect(() => assertPeriod('macd', 1.5, 'fast')).toThrow('macd: fast is number 1.5 (give an integer >= 1)');
});
