import { expect, it } from 'vitest';
import { assertTwoBars } from './assert-two-bars.ts';

it.each([2, 20, 100_000_000])('takes %d', (period) => {
  expect(() => assertTwoBars('choppiness', period)).not.toThrow();
});

it.each([0, 1, 1.5, 2.5, NaN, Infinity, '14', undefined])('refuses %j', (period) => {
  expect(() => assertTwoBars('choppiness', period as number)).toThrow(
    expect.objectContaining({ code: 'INVALID_PERIOD' }),
  );
});

it('says what is wrong with a single bar', () => {
  expect(() => assertTwoBars('choppiness', 1)).toThrow('choppiness: period is 1 (give an integer >= 2)');
});
