import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentsOf } from './moments.ts';

it('computes 1, 2, 3, 6 by hand: mean 3, distances -2, -1, 0, 3', () => {
  const { mean, variance, deviation, m2, m3, m4 } = momentsOf(Float64Array.of(1, 2, 3, 6));
  expect([mean, m2, m3, m4]).toEqual([3, 14 / 4, (-8 - 1 + 27) / 4, (16 + 1 + 81) / 4]);
  expect([variance, deviation]).toEqual([14 / 3, Math.sqrt(14 / 3)]);
});

describe('what is unknown', () => {
  it('has no mean and no moment in an empty column', () => {
    const { mean, m2, m3, m4 } = momentsOf(new Float64Array());
    expect([mean, m2, m3, m4]).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('has a mean but no variance in a column of one value', () => {
    const { mean, variance, deviation, m2 } = momentsOf(Float64Array.of(0.25));
    expect([mean, variance, deviation, m2]).toEqual([0.25, NaN, NaN, 0]);
  });

  it('is every moment where one value is NaN', () => {
    expect(Object.values(momentsOf(Float64Array.of(1, NaN, 2)))).toEqual([NaN, NaN, NaN, NaN, NaN, NaN]);
  });
});

describe('rounding', () => {
  const still = { variance: 0, deviation: 0, m2: 0, m3: 0, m4: 0 };

  it('is no movement: a return that is constant but for its last bits', () => {
    const prices = Float64Array.from({ length: 100 }, (_, i) => 100 * 1.001 ** i);
    const returns = prices.slice(1).map((price, i) => price / prices[i] - 1);
    expect(new Set(returns).size).toBeGreaterThan(1);
    expect(momentsOf(returns)).toMatchObject(still);
  });

  it('about zero is what no return of a price can show: 1e-15', () => {
    expect(momentsOf(Float64Array.of(-1e-15, 1e-15))).toMatchObject(still);
  });

  it('grows with the size of the values: 1e-7 about a million is none either', () => {
    expect(momentsOf(Float64Array.of(1e6 - 1e-7, 1e6 + 1e-7))).toMatchObject(still);
    expect(momentsOf(Float64Array.of(-1e6 - 1e-7, -1e6 + 1e-7))).toMatchObject(still);
  });

  it('is not the movement of a quiet market: 1e-13 about zero, 1e-5 about a million', () => {
    expect(momentsOf(Float64Array.of(-1e-13, 1e-13)).deviation).toBeCloseTo(Math.SQRT2 * 1e-13, 25);
    expect(momentsOf(Float64Array.of(1e6 - 1e-5, 1e6 + 1e-5)).deviation).toBeCloseTo(Math.SQRT2 * 1e-5, 9);
  });
});

it('agrees with the raw moments of whole numbers', () => {
  const column = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(column, (values) => {
      const raw = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
      const [first, second, third, fourth] = [raw(1), raw(2), raw(3), raw(4)];
      const { mean, variance, deviation, m2, m3, m4 } = momentsOf(Float64Array.from(values));
      expect(mean).toBeCloseTo(first, 10);
      expect(m2).toBeCloseTo(second - first ** 2, 8);
      expect(m3).toBeCloseTo(third - 3 * first * second + 2 * first ** 3, 6);
      expect(m4).toBeCloseTo(fourth - 4 * first * third + 6 * first ** 2 * second - 3 * first ** 4, 4);
      expect(variance * (values.length - 1)).toBeCloseTo(m2 * values.length, 8);
      expect(deviation ** 2).toBeCloseTo(variance, 8);
    }),
  );
});

it('has no moment at all in an empty column: it did not stand still, it is not there', () => {
  expect(Object.values(momentsOf(new Float64Array()))).toEqual(Array(6).fill(NaN));
});
