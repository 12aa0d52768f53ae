import { expect, it } from 'vitest';
import { compileTimeFormat } from './time-format.ts';

it.each([
  ['dd/MM/yyyy HH:mm', '09/01/2024 14:30', Date.UTC(2024, 0, 9, 14, 30)],
  ['M/d/yyyy', '1/9/2024', Date.UTC(2024, 0, 9)],
  ['yyyy.MM.dd HH:mm:ss.SSS', '2024.01.09 14:30:01.250', Date.UTC(2024, 0, 9, 14, 30, 1, 250)],
  ['yyyyMMddHHmm', '202401091430', Date.UTC(2024, 0, 9, 14, 30)],
])('%s reads %s', (format, text, time) => {
  expect(compileTimeFormat(format)(text)).toEqual({ time, zoned: false });
});

it('does not read what is written otherwise', () => {
  expect(compileTimeFormat('dd/MM/yyyy')('2024-01-09')).toBeUndefined();
  expect(compileTimeFormat('dd/MM/yyyy')('31/02/2024')?.time).toBeNaN();
});

it.each(['HH:mm', 'yyyy-MM', 'dd/MM/yyyy dd'])('refuses %s, which names no date', (format) => {
  expect(() => compileTimeFormat(format)).toThrow(expect.objectContaining({ code: 'BAD_TIME_FORMAT' }));
});
