import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitLogWealth } from './log-wealth-fit.ts';

it('fits the wealth 2, 8, 4 by hand: its logarithms are 1, 3, 2 times ln 2', () => {
  // Mean 2, slope (2 - 1) / 2; the line is 1.5, 2, 2.5, so the distances are -0.5, 1, -0.5.
  const { slope, total, residual, slopeError } = fitLogWealth(Float64Array.of(1, 3, -0.5));
  const unit = Math.LN2;
  expect(slope).toBeCloseTo(0.5 * unit, 14);
  expect(total).toBeCloseTo(2 * unit ** 2, 14);
  expect(residual).toBeCloseTo(1.5 * unit ** 2, 14);
  expect(slopeError).toBeCloseTo(Math.sqrt(1.5 / 1 / 2) * unit, 14); // n - 2 degrees of freedom, spread 1 + 0 + 1
});

it('finds no distance from the line, not even rounding, where every return is the same', () => {
  for (const rate of [0.01, -0.03]) {
    const { slope, slopeError, residual, total } = fitLogWealth(new Float64Array(500).fill(rate));
    expect(slope).toBeCloseTo(Math.log1p(rate), 14);
    expect([slopeError, residual]).toEqual([0, 0]);
    expect(total).toBeGreaterThan(1);
  }
});

it('keeps a distance that is small but no rounding', () => {
  const column = new Float64Array(500).fill(0.01);
  column[250] += 1e-6;
  expect(fitLogWealth(column).residual).toBeGreaterThan(0);
});

it('of wealth that never moved has nothing to explain', () => {
  expect(fitLogWealth(new Float64Array(20))).toEqual({ slope: 0, slopeError: 0, total: 0, residual: 0 });
});

it('answers NaN where a return is unknown', () => {
  const { slope, total } = fitLogWealth(Float64Array.of(0.1, NaN, 0.1, 0.2));
  expect([slope, total]).toEqual([NaN, NaN]);
});

it('agrees with the normal equations of least squares over the products of wealth', () => {
  const percents = fc.array(fc.integer({ min: -50, max: 100 }), { minLength: 3, maxLength: 30 });
  fc.assert(
    fc.property(percents, (values) => {
      let wealth = 1;
      const y = values.map((value) => Math.log((wealth *= 1 + value / 100)));
      const n = y.length;
      const sum = (term: (i: number) => number) => y.reduce((total, _, i) => total + term(i), 0);
      const [sx, sy, sxx, sxy] = [sum((i) => i), sum((i) => y[i]!), sum((i) => i * i), sum((i) => i * y[i]!)];
      const slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
      const start = (sy - slope * sx) / n;
      const residual = sum((i) => (y[i]! - start - slope * i) ** 2);
      const fit = fitLogWealth(Float64Array.from(values, (value) => value / 100));
      expect(fit.slope).toBeCloseTo(slope, 9);
      expect(fit.residual).toBeCloseTo(residual, 9);
      expect(fit.total).toBeCloseTo(
        sum((i) => (y[i]! - sy / n) ** 2),
        9,
      );
      expect(fit.slopeError ** 2).toBeCloseTo(residual / (n - 2) / (sxx - (sx * sx) / n), 9);
    }),
  );
});

it.each([11, 13, 252, 5_000])('takes wealth that never moves after its first step for still: %i periods', (n) => {
  const returns = new Float64Array(n);
  returns[0] = 0.1;
  expect(fitLogWealth(returns)).toMatchObject({ total: 0, residual: 0 });
});
