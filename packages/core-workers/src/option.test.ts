import { expect, it } from 'vitest';
import { wholeNumber } from './option.ts';

it.each([1, 7, 2 ** 40])('takes %d', (value) => {
  expect(wholeNumber('size', value, 1)).toBe(value);
});

it.each([0, -1, 1.5, NaN, Infinity, '2' as never])('refuses %s', (value) => {
  const error = { code: 'INVALID_OPTION', what: `size is ${value}`, where: 'size', fix: 'give a whole number from 1' };
  expect(() => wholeNumber('size', value, 1)).toThrow(expect.objectContaining(error) as Error);
});
