import { expect, it } from 'vitest';
import { losesPrecision, parseNumber } from './number.ts';

const point = { decimal: '.' } as const;

it.each(['1', '-1', '+1', '1.', '.5', '1e3', '1.5E-3', '007', '-0'])('reads %s as Number does', (text) => {
  expect(parseNumber(text, point)).toBe(Number(text));
});

it.each(['', '-', '.', '1e', '1.2.3', '0x10', '1_000', '1,000', 'Infinity', 'NaN', '1 000', '12%', '١'])(
  'does not take %j for a number',
  (text) => {
    expect(parseNumber(text, point)).toBeUndefined();
  },
);

it('reads a decimal comma, and then no point', () => {
  expect([parseNumber('1,5', { decimal: ',' }), parseNumber('1.5', { decimal: ',' })]).toEqual([1.5, undefined]);
});

it('takes groups of three only', () => {
  const grouped = { decimal: '.', thousands: ',' } as const;
  expect(['1,234,567.5', '12,34', '1234,567', '1,234'].map((text) => parseNumber(text, grouped))).toEqual([
    1234567.5,
    undefined,
    undefined,
    1234,
  ]);
});

it('notices whole numbers that a float64 rounds', () => {
  expect(['9007199254740992', '9007199254740993', '1e30'].map((text) => losesPrecision(text, Number(text)))).toEqual([
    false,
    true,
    false,
  ]);
});
