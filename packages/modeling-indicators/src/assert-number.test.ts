import { expect, it } from 'vitest';
import { assertNumber } from './assert-number.ts';

it.each([0, 1.5, 10])('takes %d', (value) => {
  expect(() => assertNumber('bands', value, 'width', 0, 10)).not.toThrow();
});

it.each([-1, 11, NaN, '2', undefined])('refuses %j', (value) => {
  expect(() => assertNumber('bands', value as number, 'width', 0, 10)).toThrow(
    `bands: width is ${typeof value} ${String(value)} (give 0 to 10)`,
  );
});
