import { isTidemarkError } from '@tidemark/core-errors';
import { expect, it } from 'vitest';
import { WorkersError } from './index.ts';

it('fails with a code, what is wrong and how to mend it', () => {
  const error = new WorkersError('QUEUE_FULL', { what: '3 tasks are waiting already', fix: 'use map' });
  expect([isTidemarkError(error), error.name, error.message]).toEqual([
    true,
    'WorkersError',
    '3 tasks are waiting already (use map)',
  ]);
});
