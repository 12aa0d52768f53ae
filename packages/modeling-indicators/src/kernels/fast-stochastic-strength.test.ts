import { expect, it } from 'vitest';
import { FastStochasticStrength } from './fast-stochastic-strength.ts';
import { RollingSum } from './rolling-sum.ts';

it('tells nothing before both are known', () => {
  const kernel = new FastStochasticStrength(2, 2, new RollingSum(2, 2));
  const answers = [1, 2, 1, 2, 1].map((value) => ({ ...kernel.update(value) }));
  expect(answers.slice(3)).toEqual([
    { k: NaN, d: NaN },
    { k: 0, d: 50 },
  ]);
});
