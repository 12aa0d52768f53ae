import { isTidemarkError, TidemarkError } from '@tidemark/core-errors';
import { expect, it } from 'vitest';
import { errorData, errorFrom, taskFailure, taskName, type ErrorData } from './error-data.ts';
import { WorkersError } from './error.ts';

const travelled = (thrown: unknown): Error => errorFrom(structuredClone(errorData(thrown)));
const task = { module: 'file:///research/sharpe.mjs', export: 'sharpe', name: undefined, codeHash: undefined };

class DataError extends TidemarkError {}

it('keeps name, message, stack and causes of any error', () => {
  const error = new RangeError('outer', { cause: new TypeError('inner', { cause: 'text' }) });
  const again = travelled(error);
  expect(again).toMatchObject({
    name: 'RangeError',
    message: 'outer',
    stack: error.stack,
    cause: { name: 'TypeError', message: 'inner', cause: { message: 'text' } },
  });
  expect(String(again)).toBe('RangeError: outer');
});

it('keeps the code and the details of ours', () => {
  const details = { what: 'bar 7 is not after bar 6', where: 'es.csv:9', fix: 'sort by time' };
  const again = travelled(new DataError('BARS_UNORDERED', { ...details, cause: new Error('x') }));
  expect(again).toMatchObject({ name: 'DataError', code: 'BARS_UNORDERED', ...details, cause: { message: 'x' } });
  expect(again.message).toBe('es.csv:9: bar 7 is not after bar 6 (sort by time)');
  expect(isTidemarkError(again)).toBe(true);
  expect(travelled(new WorkersError('QUEUE_FULL', details))).toBeInstanceOf(WorkersError);
});

it.each<[unknown, string]>([
  ['words', 'words'],
  [undefined, 'undefined'],
  [null, 'null'],
  [42, '42'],
  [{ code: 1 }, '[object Object]'],
  [{ message: 'like an error' }, 'like an error'],
])('says something of what is no error: %o', (thrown, message) => {
  expect(travelled(thrown).message).toBe(message);
});

it('ends a chain of causes that does not end', () => {
  const error = new Error('ring');
  error.cause = error;
  let depth = 0;
  for (let data: ErrorData | undefined = errorData(error); data !== undefined; data = data.cause) depth++;
  expect(depth).toBe(9);
});

it('makes TASK_FAILED of an error without a code, and leaves one with a code alone', () => {
  const plain = new RangeError('no such period');
  expect(taskFailure(plain, task)).toMatchObject({
    code: 'TASK_FAILED',
    message: expect.stringContaining('RangeError: no such period') as string,
    where: 'file:///research/sharpe.mjs#sharpe',
    cause: plain,
  });
  const coded = new DataError('X', { what: 'x' });
  expect(taskFailure(coded, task)).toBe(coded);
});

it('shortens the name of a module that is its own URL', () => {
  const module = `data:text/javascript,${'x'.repeat(500)}`;
  expect(taskName({ ...task, module })).toBe(`${module.slice(0, 120)}…#sharpe`);
});
