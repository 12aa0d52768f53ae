import { expect, it } from 'vitest';
import { answerOf } from './answer.ts';

it('knows nothing at first, under the names that it was given, in their order', () => {
  expect(Object.entries(answerOf('plus', 'minus'))).toEqual([
    ['plus', NaN],
    ['minus', NaN],
  ]);
});
