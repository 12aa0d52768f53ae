import { expect, it } from 'vitest';
import { momentsOf } from './moments-of.ts';

it('is the clock turned round: the moment of each bar', () => {
  const index = Int32Array.of(-1, 0, 1, -1, 2);
  const moments = momentsOf(index, 3);
  expect([...moments]).toEqual([1, 2, 4]);
  expect([...moments].map((moment) => index[moment])).toEqual([0, 1, 2]);
});
