import { expect, it } from 'vitest';
import { AbsoluteOscillator, PercentageOscillator, percentApart } from './price-oscillator.ts';
import { RollingSum } from './rolling-sum.ts';

const mean = (period: number): RollingSum => new RollingSum(period, period);

it('is the one average less the other', () => {
  const oscillator = new AbsoluteOscillator(mean(1), mean(2));
  expect([2, 4, 3].map((value) => oscillator.update(value))).toEqual([NaN, 1, -0.5]);
});

it('is that in percent of the slow one', () => {
  const oscillator = new PercentageOscillator(mean(1), mean(2));
  expect([2, 6, 2].map((value) => oscillator.update(value))).toEqual([NaN, 50, -50]);
});

it('is 0 percent apart where there is nothing to divide by, and unknown where either is', () => {
  expect([percentApart(1, 0), percentApart(NaN, 1), percentApart(1, NaN)]).toEqual([0, NaN, NaN]);
});
