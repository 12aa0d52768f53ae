import { expect, it } from 'vitest';
import { Lag } from './lag.ts';
import { Stochastic } from './stochastic.ts';

it('tells neither k nor d before both are known', () => {
  const stochastic = new Stochastic(2, new Lag(0), new Lag(1)); // d is k of a bar ago
  const answers = [stochastic.update(3, 1, 2), stochastic.update(5, 3, 4), stochastic.update(5, 4, 4)];
  expect(answers[0]).toBe(answers[2]); // the same object every time
  expect(answers[2]).toEqual({ k: 50, d: 75 });
});

it('reads NaN on both where only d is missing', () => {
  const stochastic = new Stochastic(1, new Lag(0), new Lag(1));
  expect(stochastic.update(3, 1, 2)).toEqual({ k: NaN, d: NaN });
});
