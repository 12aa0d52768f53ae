import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kernel } from '../kernel.ts';
import { Lag } from './lag.ts';
import { RollingExtremum } from './rolling-extremum.ts';
import { RollingVariance } from './rolling-variance.ts';
import { WeightedMean } from './weighted-mean.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

const kernels: Readonly<Record<string, (period: number) => Kernel>> = {
  highest: (period) => new RollingExtremum(period),
  lowest: (period) => new RollingExtremum(period, -1),
  RollingVariance: (period) => new RollingVariance(period),
  WeightedMean: (period) => new WeightedMean(period),
};

/** What each reads on a full window, the oldest value first. */
const plain: Readonly<Record<string, (window: readonly number[]) => number>> = {
  highest: (window) => Math.max(...window),
  lowest: (window) => Math.min(...window),
  RollingVariance: (window) => mean(window.map((value) => (value - mean(window)) ** 2)),
  WeightedMean: (window) =>
    sum(window.map((value, i) => value * (i + 1))) / ((window.length * (window.length + 1)) / 2),
};

const value = fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constantFrom(1, 2));
const gappy = fc.array(fc.oneof({ weight: 15, arbitrary: value }, { weight: 1, arbitrary: fc.constant(NaN) }), {
  maxLength: 80,
});

describe.each(['highest', 'lowest', 'RollingVariance', 'WeightedMean'])('%s', (name) => {
  it('reads the window, and nothing where the window is not known', () => {
    fc.assert(
      fc.property(gappy, fc.integer({ min: 1, max: 12 }), (values, period) => {
        const kernel = kernels[name](period);
        values.forEach((value, row) => {
          const answer = kernel.update(value);
          const window = values.slice(Math.max(0, row - period + 1), row + 1);
          const isKnown = window.length === period && window.every((other) => !Number.isNaN(other));
          expect(Number.isNaN(answer)).toBe(!isKnown);
          expect(isKnown && Math.abs(answer - plain[name](window)) >= 1e-8).toBe(false);
        });
      }),
    );
  });
});

it('knows the value of so many bars ago', () => {
  const lag = new Lag(2);
  expect([1, 2, 3, 4, NaN, 5, 6, 7].map((value) => lag.update(value))).toEqual([NaN, NaN, 1, 2, NaN, NaN, NaN, 5]);
});

describe('RollingVariance', () => {
  it('is exactly 0 where the window is flat, whatever came before', () => {
    const variance = new RollingVariance(5);
    const answers = [3.7, 1e6, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1].map((value) => variance.update(value));
    expect([answers.slice(6), variance.mean()]).toEqual([[0, 0], 0.1]);
  });

  it('does not cancel where prices are high and moves small', () => {
    const variance = new RollingVariance(4);
    const answers = Array.from({ length: 200 }, (_, row) => variance.update(1e8 + (row % 2) / 1024));
    expect(answers.at(-1)).toBeCloseTo(1 / 2048 ** 2, 14);
  });
});
