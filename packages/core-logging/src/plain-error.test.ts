import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { LoggingError } from './error.ts';
import { plain } from './plain.ts';
import { Redactor } from './redact.ts';

const plainOf = (value: unknown): Record<string, unknown> => plain(value, new Redactor()) as Record<string, unknown>;

it('tells type, message, stack, causes and fields of its own', () => {
  const cause = new TypeError('socket closed');
  const error = Object.assign(new Error('no bars', { cause }), { status: 502, type: 'http' });
  expect(plainOf(error)).toMatchObject({
    type: 'Error',
    message: 'no bars',
    status: 502,
    type_: 'http',
    cause: { type: 'TypeError', message: 'socket closed' },
  });
  expect(plainOf(error)['stack']).toMatch(/^Error: no bars\n {4}at .*plain-error\.test/);
});

it('keeps code, what, where and fix of our errors', () => {
  const error = new LoggingError('X', { what: 'w', where: 'f:1', fix: 'mend' });
  expect(plainOf(error)).toMatchObject({ type: 'LoggingError', code: 'X', what: 'w', where: 'f:1', fix: 'mend' });
});

it('tells the errors of an aggregate', () => {
  const error = new AggregateError([new Error('one'), 'two'], 'both');
  expect(plainOf(error)).toMatchObject({ message: 'both', errors: [{ message: 'one' }, 'two'] });
});

it('clears message, stack, causes and the request that hangs on it', () => {
  const error = Object.assign(new Error('GET /?apiKey=CANARY', { cause: new Error('token: CANARY') }), {
    config: { headers: { Authorization: 'CANARY' }, auth: { password: 'CANARY' } },
  });
  expect(JSON.stringify(plainOf(error))).not.toContain('CANARY');
});

it('ends where a cause is its own cause', () => {
  const error = new Error('loop');
  error.cause = error;
  expect(plainOf(error)['cause']).toBe('[circular]');
});

it('knows errors of another realm', () => {
  expect(plainOf(runInNewContext('new RangeError("far")'))).toMatchObject({ type: 'RangeError', message: 'far' });
});
