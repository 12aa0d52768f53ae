import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calmar,
  gainToPain,
  kellyContinuous,
  omega,
  probabilisticSharpe,
  recoveryFactor,
  sharpe,
  sortino,
} from './ratios.ts';
import { returnMetrics } from './catalogue.ts';

const year = { periodsPerYear: 4 };
const rising = Float64Array.of(0.01, 0.02, 0.005);
const mixed = Float64Array.of(0.03, -0.01);

describe('by hand', () => {
  it('Sharpe of +3 % and -1 % is 1 % over a deviation of 2.83 %, twice that a year of quarters', () => {
    expect(sharpe(mixed, year).value).toBeCloseTo((0.01 / Math.sqrt(0.0008)) * 2, 14);
  });

  it('Sortino divides the downside by all returns', () => {
    expect(sortino(mixed, year).value).toBeCloseTo((0.01 / Math.sqrt(0.0001 / 2)) * 2, 14);
  });

  it('omega is gains over losses, gain to pain one less', () => {
    expect(omega(mixed).value).toBeCloseTo(3, 13);
    expect(gainToPain(mixed).value).toBeCloseTo(2, 13);
  });

  it('recovery is total return over the deepest drawdown', () => {
    expect(recoveryFactor(Float64Array.of(1, -0.5, 1)).value).toBe(2);
  });
});

describe('what cannot be divided by', () => {
  it('is zero variance where nothing moves, even by the rounding of a constant', () => {
    expect(sharpe(new Float64Array(20).fill(0.001), year)).toEqual({ value: null, reason: 'zero_variance' });
    expect(kellyContinuous(new Float64Array(20).fill(0.001), year).reason).toBe('zero_variance');
  });

  it('is no losses where nothing fell', () => {
    for (const metric of [sortino, omega, gainToPain])
      expect(metric(rising, year)).toEqual({ value: null, reason: 'no_losses' });
  });

  it('is no drawdown where the account only rose', () => {
    expect(calmar(rising, year)).toEqual({ value: null, reason: 'no_drawdown' });
  });

  it('is too little data where one return has no deviation', () => {
    expect(sharpe(Float64Array.of(0.01), year).reason).toBe('insufficient_data');
    expect(probabilisticSharpe(mixed, year).reason).toBe('insufficient_data');
  });
});

it('every metric answers a finite number or null with a reason, whatever the returns', () => {
  const returns = fc.float64Array({ min: -1.5, max: 3, maxLength: 40, noNaN: true });
  const rate = fc.double({ min: -0.5, max: 0.5, noNaN: true });
  fc.assert(
    fc.property(returns, rate, (column, riskFreeRate) => {
      const options = { periodsPerYear: 252, riskFreeRate, benchmark: column.toReversed() };
      const unsound = returnMetrics.filter((metric) => {
        const { value, reason } = metric(column, options);
        return value === null ? reason === undefined : !Number.isFinite(value) || reason !== undefined;
      });
      expect(unsound.map(({ id }) => id)).toEqual([]);
    }),
    { seed: 3, numRuns: 200 },
  );
});

it('no metric of returns depends on how much money was traded', () => {
  const time = Float64Array.of(0, 1, 2, 3).map((day) => day * 86_400_000);
  const equity = Float64Array.of(110, 90, 120, 118);
  const curve = (scale: number) => ({ length: 4, time, equity: equity.map((x) => x * scale), initial: 100 * scale });
  const answers = (scale: number) => returnMetrics.map((metric) => metric(curve(scale)));
  expect(answers(1024)).toEqual(answers(1)); // a power of two is exact
});
