import { expect, it } from 'vitest';
import { ConvergenceDivergence, convergenceDivergence } from './convergence-divergence.ts';
import { RollingSum } from './rolling-sum.ts';

it('tells nothing before the signal is known', () => {
  const kernel = new ConvergenceDivergence(new RollingSum(1), new RollingSum(2), new RollingSum(2));
  const { macd, signal, histogram } = convergenceDivergence(Float64Array.of(1, 2, 4, 8), kernel);
  expect([...macd]).toEqual([NaN, NaN, -2, -4]); // -1 on the row before it
  expect([...signal]).toEqual([NaN, NaN, -3, -6]);
  expect([...histogram]).toEqual([NaN, NaN, 1, 2]);
});
