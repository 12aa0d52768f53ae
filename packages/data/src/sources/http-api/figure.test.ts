import fc from 'fast-check';
import { expect, it } from 'vitest';
import { figureOf, momentOf } from './figure.ts';

it('reads numbers and the texts of numbers to the bit', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(figureOf(number)).toBe(number);
      expect(figureOf(` ${number} `)).toBe(Number(String(number)));
    }),
  );
  expect(['42283.58000000', '+1', '.5', '5.', '1e-3'].map(figureOf)).toEqual([42283.58, 1, 0.5, 5, 0.001]);
});

it.each([null, undefined, '', '  ', 'NaN', 'null', 'N/A', 'na', NaN])('takes %o for not known', (value) => {
  expect(figureOf(value)).toBeNaN();
});

it.each(['1O1', '1,5', '0x10', '1_000', 'Infinity', '1e999', Infinity, true, {}, [1], 5n])(
  'takes %o for no number',
  (value) => {
    expect(figureOf(value)).toBeUndefined();
  },
);

it('reads ISO times with an offset, and cuts what is finer than a millisecond', () => {
  const time = Date.UTC(2024, 1, 29, 14, 30);
  const written = [
    '2024-02-29T14:30:00Z',
    '2024-02-29t09:30-0500',
    '2024-02-29 15:30:00.000+01:00',
    '2024-02-29T14:30:00.0009Z',
  ];
  expect(written.map(momentOf)).toEqual([time, time, time, time]);
  expect(momentOf('2024-02-29T14:30:00.123456789Z')).toBe(time + 123);
  expect([momentOf('2024-02-29'), momentOf(time)]).toEqual([Date.UTC(2024, 1, 29), time]);
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true }), (date) => {
      expect(momentOf(date.toISOString())).toBe(date.getTime());
    }),
  );
});

it.each([
  '2024-02-29T14:30:00',
  '2023-02-29',
  '2024-02-30T00:00:00Z',
  '2024-13-01',
  '1704067200',
  'yesterday',
  '',
  null,
  {},
  1e16,
  NaN,
])('takes %o for no moment', (value) => {
  expect(momentOf(value)).toBeUndefined();
});
