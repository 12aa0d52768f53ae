import type { z } from 'zod';
import { expect, it } from 'vitest';
import { dateText, numberText, objectText, timeframeText, timeZoneText } from './text.ts';

const parsed = (schema: z.ZodType, text: string): unknown => schema.parse(text);
const refused = (schema: z.ZodType, text: string): string | undefined =>
  schema.safeParse(text).error?.issues[0]?.message;

it.each([
  ['0.0002', 0.0002],
  ['10_000', 10_000],
  ['-5', -5],
  ['2e-4', 2e-4],
  ['.5', 0.5],
])('reads the number %s', (text, value) => {
  expect(parsed(numberText('a number'), text)).toBe(value);
});

it.each(['', 'abc', '1,000', '0x10', '1e999', 'Infinity', 'NaN', ' 1'])('does not take %j for a number', (text) => {
  expect(refused(numberText('a number'), text)).toBe('give a number');
});

it('says what a percentage is as a fraction', () => {
  expect(refused(numberText('a fraction'), '95%')).toBe('give a fraction: 95 % is 0.95');
  expect(refused(numberText('a fraction'), '0.07 %')).toBe('give a fraction: 0.07 % is 0.0007');
});

it.each([
  ['2010-01-31', Date.UTC(2010, 0, 31)],
  ['2010-01-31T14:30Z', Date.UTC(2010, 0, 31, 14, 30)],
  ['2010-01-31T14:30:15-05:00', Date.UTC(2010, 0, 31, 19, 30, 15)],
])('reads the date %s', (text, time) => {
  expect(parsed(dateText, text)).toBe(time);
});

it.each(['2010', '31.01.2010', '2010-02-30', '2010-13-01', '2010-01-31T14:30', '0'])(
  'does not take %j for a date',
  (text) => {
    expect(refused(dateText, text)).toMatch(/^give a day, such as 2010-01-31/);
  },
);

it('reads timeframes and time zones', () => {
  expect([parsed(timeframeText, '15m'), parsed(timeZoneText, 'America/New_York')]).toEqual(['15m', 'America/New_York']);
  expect(refused(timeframeText, 'daily')).toMatch(/^write a count and a unit/);
  expect(refused(timeZoneText, 'New York')).toMatch(/^give an IANA name/);
});

it('reads a JSON object', () => {
  expect(parsed(objectText('{}'), '{"fast": 10}')).toEqual({ fast: 10 });
  expect(refused(objectText('{"fast": 10, "slow": 30}'), '[1]')).toBe(
    `give a JSON object in quotes: '{"fast": 10, "slow": 30}'`,
  );
  expect(refused(objectText('{}'), '{fast: 10}')).toMatch(/^give a JSON object in quotes: .* \(Expected property name/);
});
