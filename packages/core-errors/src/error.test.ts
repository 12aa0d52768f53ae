import { expect, it } from 'vitest';
import { isTidemarkError, TidemarkError } from './error.ts';

const unsorted = { what: 'bar 7 is not after bar 6', where: 'es.csv:9', fix: 'sort by time' };

class DataError extends TidemarkError {}

it('says where, what and how to mend it in one line', () => {
  const error = new TidemarkError('BARS_NOT_ASCENDING', unsorted);
  expect(error.message).toBe('es.csv:9: bar 7 is not after bar 6 (sort by time)');
});

it('says only what it knows', () => {
  expect(new TidemarkError('EMPTY', { what: 'no bars' }).message).toBe('no bars');
});

it('keeps code and details as fields', () => {
  expect(new TidemarkError('BARS_NOT_ASCENDING', unsorted)).toMatchObject({ code: 'BARS_NOT_ASCENDING', ...unsorted });
});

it('carries the name of the subclass and its cause', () => {
  const cause = new RangeError('inner');
  const error = new DataError('X', { what: 'x', cause });
  expect([error.name, error.cause]).toEqual(['DataError', cause]);
});

it('becomes plain data for a log', () => {
  const error = new DataError('X', { ...unsorted, cause: new Error('inner') });
  expect(JSON.parse(JSON.stringify(error))).toEqual({ name: 'DataError', code: 'X', ...unsorted, cause: 'inner' });
});

it('says in a log what a subclass adds', () => {
  class LineError extends TidemarkError {
    readonly line = 7;
  }
  expect(new LineError('X', { what: 'x' }).toJSON()).toMatchObject({ code: 'X', line: 7 });
});

it.each([
  ['a string', 'a string'],
  [7n, '7'],
  [{ status: 500 }, '[object Object]'],
  [{ message: 'another realm' }, 'another realm'],
])('says in words that %o was thrown underneath', (cause, words) => {
  expect(new DataError('X', { what: 'x', cause }).toJSON().cause).toBe(words);
});

it('is recognised by its brand, across copies of the class', () => {
  const foreign = Object.assign(new Error('other copy'), { [Symbol.for('@tidemark/error')]: true });
  expect([new DataError('X', { what: 'x' }), foreign].map(isTidemarkError)).toEqual([true, true]);
});

it.each([new Error('other'), null, undefined, 'text', 7])('does not take %s for its own', (value) => {
  expect(isTidemarkError(value)).toBe(false);
});
