import { expect, it } from 'vitest';
import { attempt } from './attempt.ts';
import { AccuracyError } from './error.ts';

it('answers one case or several as they are', () => {
  const passed = { name: 'a', status: 'passed' } as const;
  expect([attempt('x', () => passed), attempt('x', () => [passed, passed])]).toEqual([[passed], [passed, passed]]);
});

it('makes a comparison that cannot be made one failed case, with the reason', () => {
  const missing = attempt('x', () => {
    throw new AccuracyError('COLUMN_MISSING', { what: 'no column ZZ' });
  });
  expect(missing).toEqual([{ name: 'x', status: 'failed', detail: 'COLUMN_MISSING no column ZZ' }]);
  const broken = attempt('x', () => JSON.parse('{') as []);
  expect(broken).toMatchObject([{ status: 'failed', detail: expect.stringMatching(/^SyntaxError: .*JSON/) }]);
});
