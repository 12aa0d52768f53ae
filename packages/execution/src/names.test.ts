import { expect, it } from 'vitest';
import { Names } from './names.ts';

it('numbers names in the order in which they come, the same name alike', () => {
  const names = new Names();
  expect(['b', 'a', 'b', 'b', 'c', 'a'].map((name) => names.number(name))).toEqual([0, 1, 0, 0, 2, 1]);
  expect([0, 1, 2].map((number) => names.name(number))).toEqual(['b', 'a', 'c']);
});

it('has -1 for no name, and the empty name is one', () => {
  const names = new Names();
  expect([names.number(undefined), names.name(-1), names.number(''), names.name(0)]).toEqual([-1, undefined, 0, '']);
});
