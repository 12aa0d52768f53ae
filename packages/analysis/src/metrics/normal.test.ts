import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DENSITY_AT_Z_05, normalCdf, Z_05 } from './normal.ts';

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

describe('the distribution function', () => {
  it('has the values of mpmath at 40 digits', () => {
    const known: readonly (readonly [number, number])[] = [
      [-3, 0.0013498980316300946],
      [-2, 0.0227501319481792],
      [-1, 0.15865525393145705],
      [-0.5, 0.3085375387259869],
      [1, 0.841344746068543],
      [2, 0.977249868051821],
      [3.5355, 0.999796497877405], // the last of the series: the fraction begins at 2.5 * sqrt(2) = 3.53553
    ];
    for (const [z, expected] of known) expect(normalCdf(z)).toBeCloseTo(expected, 14);
  });

  it('keeps its relative accuracy far out in the lower tail', () => {
    expect(normalCdf(-8) / 6.22096057427178e-16).toBeCloseTo(1, 12);
    expect(normalCdf(-20) / 2.7536241186062337e-89).toBeCloseTo(1, 12);
  });

  it('is a half in the middle, 0 and 1 at the ends, NaN of NaN', () => {
    expect([0, -0, -Infinity, Infinity, NaN].map(normalCdf)).toEqual([0.5, 0.5, 0, 1, NaN]);
  });

  it('is symmetric, and rises', () => {
    const z = fc.double({ min: -12, max: 12, noNaN: true });
    fc.assert(
      fc.property(z, z, (a, b) => {
        expect(normalCdf(a) + normalCdf(-a)).toBeCloseTo(1, 15);
        expect(normalCdf(Math.min(a, b))).toBeLessThanOrEqual(normalCdf(Math.max(a, b)));
      }),
    );
  });

  it('is the area under the density, by Simpson’s rule', () => {
    const steps = 8_000;
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (z) => {
        const step = z / steps;
        let sum = density(0) + density(z);
        for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * density(i * step);
        expect(Math.abs(normalCdf(z) - (0.5 + (sum * step) / 3))).toBeLessThan(1e-13);
      }),
    );
  });
});

it('the 5 % quantile and the density there have every digit of a float64', () => {
  expect(Z_05).toBe(Number('-1.644853626951472714863848907991632136'));
  expect(normalCdf(Z_05)).toBeCloseTo(0.05, 15);
  expect(DENSITY_AT_Z_05).toBeCloseTo(Number('0.1031356403753713009634602857206736'), 16);
  expect(DENSITY_AT_Z_05).toBeCloseTo(density(Z_05), 16);
});
