import { expect, it } from 'vitest';
import { chineseDate, qingming } from './chinese-calendar.ts';

const date = (day: number): string => new Date(day).toISOString().slice(0, 10);

it.each([
  [1, 1, ['1985-02-20', '2000-02-05', '2024-02-10', '2025-01-29', '2033-01-31', '2034-02-19', '2049-02-02']],
  [5, 5, ['2000-06-06', '2009-05-28', '2020-06-25', '2023-06-22', '2034-06-20', '2049-06-04']], // 2009, 2020, 2023 repeat a month before it
  [8, 15, ['2001-10-01', '2006-10-06', '2020-10-01', '2033-09-08', '2034-09-27', '2049-09-11']],
  [9, 9, ['2014-10-02', '2024-10-11', '2033-10-01', '2034-10-20']], // 2014 repeats the ninth: the first counts
])('finds day %i-%i', (month, day, known) => {
  expect(known.map((text) => date(chineseDate(Number(text.slice(0, 4)), month, day)))).toEqual(known);
});

it('finds Qingming by the sun', () => {
  const known = ['2000-04-04', '2003-04-05', '2024-04-04', '2026-04-05', '2040-04-04'];
  expect(known.map((text) => date(qingming(Number(text.slice(0, 4)))))).toEqual(known);
});
