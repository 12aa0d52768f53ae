import { TidemarkError } from '@tidemark/core-errors';
import { expect, it } from 'vitest';
import { errorReport } from './error-report.ts';
import { memoryTerminal } from './memory-terminal.ts';

const { style } = memoryTerminal().err;
const error = new TidemarkError('BAD_NUMBER', { what: 'open is "x"', where: 'es.csv:2:12', fix: 'write a number' });

it('says what, where and how to mend it', () => {
  expect(errorReport(error, style, false)).toBe(
    'error BAD_NUMBER: open is "x"\n  at: es.csv:2:12\n  fix: write a number\n',
  );
});

it('says no more than it knows', () => {
  expect(errorReport(new TidemarkError('X', { what: 'x' }), style, false)).toBe('error X: x\n');
});

it('shows the stack and the causes with verbose', () => {
  const nested = new TidemarkError('X', { what: 'x', cause: new RangeError('inside') });
  expect(errorReport(nested, style, true)).toMatch(/error-report\.test\.ts[^]*RangeError: inside/);
});

it.each([
  [new TypeError('oops'), 'TypeError: oops'],
  ['text', 'text'],
])('has a code for what nobody expected: %s', (thrown, what) => {
  expect(errorReport(thrown, style, false)).toMatch(`error UNEXPECTED: ${what}\n  fix: run again with --verbose`);
});

it('names the file of a stack frame whose text is its address', () => {
  const cause = new Error('inside');
  cause.stack =
    'Error: inside\n    at decide (data:text/javascript,var%20a%3D1?filePath=%2Fhome%2Fmine.ts%3Fnamespace%3D1:2:9)';
  expect(errorReport(new TidemarkError('X', { what: 'x', cause }), style, true)).toContain('at decide (/home/mine.ts)');
});
