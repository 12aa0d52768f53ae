import { expect, it } from 'vitest';
import { checkBars, checkChoice, checkNames, checkWithin } from './check-options.ts';

const refused = (what: string, fix: string) =>
  expect.objectContaining({ code: 'INVALID_OPTION', what, fix, where: 'x' });

it('refuses options that there are not, and suggests the nearest', () => {
  expect(() => checkNames('x', { lookbak: 3 }, ['lookback'])).toThrow(
    refused('there is no option lookbak', 'did you mean lookback?'),
  );
  expect(() => checkNames('x', { speed: 3 }, ['lookback'])).toThrow(
    refused('there is no option speed', 'the options are lookback'),
  );
  expect(() => checkNames('x', null, ['lookback'])).toThrow(refused('the options are null', 'give { lookback }'));
  expect(() => checkNames('x', { lookback: 3 }, ['lookback'])).not.toThrow();
});

it.each([0, -1, 1.5, NaN, Infinity, '3', undefined])('refuses %s bars', (bars) => {
  expect(() => checkBars('x', 'lookback', bars)).toThrow(
    refused(`lookback is ${bars}`, 'give a whole number of bars, 1 or more'),
  );
});

it('takes bars, fractions and choices', () => {
  expect(() => checkBars('x', 'lookback', 1)).not.toThrow();
  expect(() => checkWithin('x', 'floor', 1, 0, 1)).not.toThrow();
  expect(() => checkChoice('x', 'rule', 'a', ['a', 'b'])).not.toThrow();
});

it('refuses numbers out of range and choices that are none', () => {
  expect(() => checkWithin('x', 'floor', 0, 0, 1)).toThrow(refused('floor is 0', 'give a number above 0, at most 1'));
  expect(() => checkWithin('x', 'floor', NaN, 0, Infinity)).toThrow(refused('floor is NaN', 'give a number above 0'));
  expect(() => checkChoice('x', 'rule', 'majorty', ['majority'])).toThrow(
    refused('rule is "majorty"', 'did you mean majority?'),
  );
  expect(() => checkChoice('x', 'rule', 7, ['a', 'b'])).toThrow(refused('rule is 7', 'choose a or b'));
});
