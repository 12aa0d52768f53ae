import { expect, it } from 'vitest';
import { escapeText } from './escape.ts';
import {
  digitsOf,
  formatKnown,
  formatLongDay,
  formatMoment,
  formatMoney,
  formatMoneyTick,
  formatNumber,
  formatPercent,
} from './format.ts';

it('groups thousands, with a true minus and no negative zero', () => {
  expect([formatNumber(1234567.891, 2), formatNumber(-1234, 0), formatNumber(-0.001, 2), formatNumber(999, 0)]).toEqual(
    ['1,234,567.89', '−1,234', '0.00', '999'],
  );
});

it('puts a symbol in front of money, or a code behind', () => {
  expect([formatMoney(-12, 'USD'), formatMoney(1e6, 'EUR', 0), formatMoney(0.5, 'BTC')]).toEqual([
    '−$12.00',
    '€1,000,000',
    '0.50\u00A0BTC',
  ]);
});

it('shortens money on an axis without losing its digits', () => {
  expect([12_500, 10_000, 1_500_000, 5_000, -20_000, 0.25].map((value) => formatMoneyTick(value, 'USD'))).toEqual([
    '$12.5k',
    '$10k',
    '$1.5M',
    '$5,000',
    '−$20k',
    '$0.25',
  ]);
  expect(formatMoneyTick(20_000, 'BTC')).toBe('20k\u00A0BTC');
});

it('writes fractions as percent', () => {
  expect([formatPercent(0.1234, 1), formatPercent(-0.5)]).toEqual(['12.3%', '−50.00%']);
});

it('gives a value known at midnight to the day that has ended', () => {
  const midnight = Date.UTC(2024, 6, 4);
  expect([formatKnown(midnight), formatMoment(midnight), formatLongDay(midnight)]).toEqual([
    '2024-07-03',
    '2024-07-04',
    '3 Jul 2024',
  ]);
  expect(formatKnown(midnight + 52_200_000)).toBe('2024-07-04 14:30');
});

it('counts the decimals of a round number', () => {
  expect([digitsOf(12.5), digitsOf(3), digitsOf(0.1 + 0.2), digitsOf(1 / 3)]).toEqual([1, 0, 1, 6]);
});

it('escapes markup and replaces what XML does not allow', () => {
  expect(escapeText(`<a href='x'>"&"\u0000\u001B</a>`)).toBe(
    '&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;\uFFFD\uFFFD&lt;/a&gt;',
  );
});
