import { expect, it } from 'vitest';
import { anew } from './once.ts';

it('computes every time, with the arguments that it is given', () => {
  let calls = 0;
  const sum = (a: number, b: number): number => (calls++, a + b);
  expect([anew(sum, 1, 2), anew(sum, 1, 2), calls]).toEqual([3, 3, 2]);
});
