import { expect, it } from 'vitest';
import { TimeReader } from './time-reader.ts';

const at = Date.UTC(2024, 0, 9, 14, 30);

it.each([
  '2024-01-09T14:30:00Z',
  '2024-01-09t14:30z',
  '2024/01/09 14:30:00.000 UTC',
  '2024-01-09 15:30:00+01:00',
  '2024-01-09 09:30:00-0500',
  '2024-01-09 15:30+01',
  '2024-01-09 14:30',
  '20240109 143000',
  '20240109T14:30:00Z',
  '1704810600',
  '1704810600.000',
  '1704810600000',
  '1704810600000000',
  '1704810600000000000',
])('reads %s', (text) => {
  expect(new TimeReader({}).read(text)).toBe(at);
});

it.each(['', 'today', '2024-1-9', '2024-01-09T25:00Z', '2024-01-09 14:30+25:00', '2024-02-30', '14:30', '-', '1e9'])(
  'reads no time in %j',
  (text) => {
    expect(() => new TimeReader({}).read(text)).toThrow(expect.objectContaining({ code: 'BAD_TIMESTAMP' }));
  },
);

it('takes small epochs in the unit that it is told', () => {
  expect([new TimeReader({ timeUnit: 'ms' }).read('60000'), new TimeReader({ timeUnit: 's' }).read('-1.5')]).toEqual([
    60_000, -1_500,
  ]);
});

it('cuts what is finer than a millisecond, and counts it', () => {
  const reader = new TimeReader({});
  expect([reader.read('1704810600000999999'), reader.finer]).toEqual([at, 1]);
});

it('reads a date in a zone as its local midnight', () => {
  expect(new TimeReader({ timeZone: 'America/New_York' }).read('2024-01-09')).toBe(Date.UTC(2024, 0, 9, 5));
});

it('suggests a zone for a misspelt one', () => {
  expect(() => new TimeReader({ timeZone: 'America/NewYork' })).toThrow('did you mean America/New_York?');
});
