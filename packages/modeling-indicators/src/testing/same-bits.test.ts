import { expect, it } from 'vitest';
import { compareRows, sameBits } from './same-bits.ts';

it.each([
  [[1, NaN], [1, NaN], true],
  [[0], [-0], false],
  [[0.3], [0.1 + 0.2], false],
  [[1], [1, 2], false],
])('%j and %j: %j', (a, b, same) => {
  expect(sameBits(a, b)).toBe(same);
});

it('complains about the first row that differs', () => {
  const complain = (row: number, got: number, expected: number): Error => new Error(`${row}: ${got}, ${expected}`);
  expect(() => compareRows([1, 2, 3], [1, 4, 5], complain)).toThrow('1: 2, 4');
});
