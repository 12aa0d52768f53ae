import { expect, it } from 'vitest';
import type { LogRecord } from '../record.ts';
import { prettyFormatter } from './pretty.ts';

const pretty = prettyFormatter();
const record = (fields: Partial<LogRecord>): LogRecord => ({ level: 'info', time: 3_723_004, ...fields });

it('puts what people look for first', () => {
  const line = pretty(record({ simTime: 0, component: 'data', msg: 'read', rows: 3, file: 'a b.csv', at: ['x'] }));
  expect(line).toBe('01:02:03.004 INFO  @1970-01-01T00:00:00.000Z data: read rows=3 file="a b.csv" at=["x"]\n');
});

it('is one line where there is nothing to say', () => {
  expect(pretty(record({ level: 'fatal' }))).toBe('01:02:03.004 FATAL\n');
});

it('shows stacks and causes below, indented', () => {
  const cause = { type: 'E', message: 'under', code: 'X' };
  const text = pretty(
    record({ msg: 'm', err: { type: 'Error', message: 'boom', stack: 'Error: boom\n    at f', cause } }),
  );
  expect(text).toBe('01:02:03.004 INFO  m\n    Error: boom\n        at f\n    caused by E: under\n    {"code":"X"}\n');
});

it('lets no message forge a line or speak to the terminal', () => {
  const text = pretty(record({ msg: 'a\n01:00:00.000 ERROR forged\u001B[2J\r\u009B', 'k\u001B': '\u0007' }));
  expect(text.split('\n')[1]).toMatch(/^ {4}01:00:00/);
  // oxlint-disable-next-line no-control-regex -- none may be left
  expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
});

it('colours on request', () => {
  expect(prettyFormatter({ colours: true })(record({ msg: 'm' }))).toContain('\u001B[32mINFO \u001B[0m m');
});

it('shows a time beyond the calendar as its number', () => {
  expect(pretty(record({ simTime: 1e20, msg: 'm' }))).toContain('@100000000000000000000');
});
