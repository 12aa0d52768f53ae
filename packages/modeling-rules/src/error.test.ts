import { isTidemarkError } from '@tidemark/core-errors';
import { expect, it } from 'vitest';
import { RulesError } from './index.ts';

it('fails with a code, what is wrong and how to mend it', () => {
  const error = new RulesError('EMPTY', { what: 'there is nothing here', fix: 'give it something' });
  expect([isTidemarkError(error), error.name, error.message]).toEqual([
    true,
    'RulesError',
    'there is nothing here (give it something)',
  ]);
});
