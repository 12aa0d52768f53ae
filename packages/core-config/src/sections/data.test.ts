import { expect, it } from 'vitest';
import { dataSection } from './data.ts';

it.each([
  { from: '2010-01-31' },
  { from: '2010-01-31T14:30Z', to: '2010-01-31T14:30:00.5-05:00' },
  { timeframe: '15m', timeZone: 'Europe/London' },
  { file: 'x.csv', synthetic: null },
  { synthetic: 7 },
])('takes %o', (section) => {
  expect(dataSection.safeParse(section).error).toBeUndefined();
});

it.each([
  { from: '2010-02-30' },
  { from: '31.1.2010' },
  { from: '2010-01-31T14:30' },
  { from: '2011-01-01', to: '2010-01-01' },
  { timeframe: '0m' },
  { timeZone: 'Mars/Olympus' },
  { file: 'x.csv', synthetic: 7 },
  { synthetic: 1.5 },
])('refuses %o', (section) => {
  expect(dataSection.safeParse(section).success).toBe(false);
});
