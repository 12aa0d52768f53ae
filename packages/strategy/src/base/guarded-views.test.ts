import { expect, it } from 'vitest';
import { viewsAreGuarded, withGuardedViews } from './guarded-views.ts';

it('guards views while an audit runs, audits within audits included, and not after one that throws', () => {
  const seen = withGuardedViews(() => [viewsAreGuarded(), withGuardedViews(viewsAreGuarded), viewsAreGuarded()]);
  expect(seen).toEqual([true, true, true]);
  expect(() =>
    withGuardedViews(() => {
      throw new Error('failed');
    }),
  ).toThrow('failed');
  expect(viewsAreGuarded()).toBe(false);
});
