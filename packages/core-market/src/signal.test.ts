import { expect, it } from 'vitest';
import { FLAT, HOLD, LONG, SHORT } from './signal.ts';

it('has long above flat above short, and keeps the stance with what equals nothing', () => {
  expect([LONG, FLAT, SHORT]).toEqual([1, 0, -1]);
  expect(HOLD).toBeNaN();
});
