import { isTidemarkError } from '@tidemark/core-errors';
import { expect, it } from 'vitest';
import { IndicatorError, refuse } from './error.ts';

it('says where, what and how to mend it, with a code', () => {
  const attempt = (): never => refuse('INVALID_PERIOD', 'sma', 'period is number 0', 'give an integer >= 1');
  expect(attempt).toThrow(IndicatorError);
  expect(attempt).toThrow('sma: period is number 0 (give an integer >= 1)');
  expect(isTidemarkError(new IndicatorError('X', { what: 'x' }))).toBe(true);
});
