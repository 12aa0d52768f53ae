import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RollingCovariance } from './rolling-covariance.ts';

const value = fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constantFrom(1, 2, 1e6));
const pair = fc.tuple(value, value);
const gap = fc.constantFrom<[number, number]>([NaN, 1], [1, NaN], [Infinity, 1]);
const gappy = fc.array(fc.oneof({ weight: 15, arbitrary: pair }, { weight: 1, arbitrary: gap }), { maxLength: 80 });

const mean = (values: readonly number[]): number => values.reduce((sum, other) => sum + other / values.length, 0);
const plain = (x: readonly number[], y: readonly number[]): number =>
  mean(x.map((other, i) => (other - mean(x)) * (y[i] - mean(y))));

it('is that of the window, and unknown where the window is', () => {
  fc.assert(
    fc.property(gappy, fc.integer({ min: 1, max: 12 }), (pairs, period) => {
      const kernel = new RollingCovariance(period);
      pairs.forEach(([x, y], row) => {
        const answer = kernel.update(x, y);
        const window = pairs.slice(Math.max(0, row - period + 1), row + 1);
        const isKnown = window.length === period && window.every((others) => others.every(Number.isFinite));
        const [xs, ys] = [window.map(([other]) => other), window.map(([, other]) => other)];
        const [spreadX, spreadY] = [plain(xs, xs), plain(ys, ys)];
        const near = (got: number, expected: number, scale: number): boolean =>
          Math.abs(got - expected) <= 1e-6 * (scale + 1e-6);
        const isRight =
          near(answer, plain(xs, ys), Math.sqrt(spreadX * spreadY)) &&
          near(kernel.varianceX(), spreadX, spreadX) &&
          near(kernel.varianceY(), spreadY, spreadY);
        expect(isKnown ? isRight : Number.isNaN(answer)).toBe(true);
      });
    }),
  );
});

describe('where a side stands still', () => {
  it.each([1, 7, 1e9, -1e12])('is exactly 0, whether it was at %d before', (before) => {
    const kernel = new RollingCovariance(4);
    const answers = [0.3, before, 0.7, ...Array.from({ length: 12 }, () => 0.1)].map((x, row) => [
      kernel.update(x, Math.sin(row)),
      kernel.varianceX(),
    ]);
    expect(answers.slice(6)).toEqual(Array.from({ length: 9 }, () => [0, 0]));
  });
});

it('keeps its digits where a huge value has gone', () => {
  const kernel = new RollingCovariance(5);
  const xs = Array.from({ length: 30 }, (_, row) => (row === 12 ? 1e12 : Math.sin(row)));
  const answers = xs.map((x, row) => kernel.update(x, Math.cos(row)));
  for (let row = 17; row < 30; row++) {
    const window = xs.slice(row - 4, row + 1);
    const expected = plain(
      window,
      [4, 3, 2, 1, 0].map((age) => Math.cos(row - age)),
    );
    expect(answers[row]).toBeCloseTo(expected, 14);
  }
});
