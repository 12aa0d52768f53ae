import { expect, it } from 'vitest';
import { assertAmounts, assertFractions } from './assert-parameters.ts';

it.each([-1, NaN, Infinity])('an amount is not %d', (amount) => {
  expect(() => assertAmounts('CODE', 'model', { amount })).toThrow(
    expect.objectContaining({ code: 'CODE', where: 'model', what: `amount is ${amount}` }),
  );
});

it('reads 20 as 20 %', () => {
  expect(() => assertFractions('CODE', 'model', { rate: 20 }, 1)).toThrow(
    expect.objectContaining({ code: 'CODE', what: 'rate is 20: 2000 %', fix: 'rates are fractions: 20 % is 0.2' }),
  );
});

it.each([-0.1, NaN, Infinity])('a fraction is not %d', (rate) => {
  expect(() => assertFractions('CODE', 'model', { rate }, 1)).toThrow(
    expect.objectContaining({ fix: 'give rate as a fraction, 0 to 1' }),
  );
});

it('takes what is left out', () => {
  const check = (): void => {
    assertAmounts('CODE', 'model', { amount: undefined, other: 0 });
    assertFractions('CODE', 'model', { rate: undefined, other: 1 }, 1);
  };
  expect(check).not.toThrow();
});
