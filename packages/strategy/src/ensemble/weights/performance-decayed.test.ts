import { expect, it } from 'vitest';
import { PerformanceDecayed } from './performance-decayed.ts';

const weights = (given: number[], sharpness: number, bars: [held: number[], change: number][]) => {
  const scheme = new PerformanceDecayed(given, 1, sharpness);
  for (const [held, change] of bars) scheme.update(Float64Array.from(held), change);
  const out = new Float64Array(given.length);
  scheme.write(out);
  return [...out];
};

it('is the given weight before anything was earned', () => {
  expect(weights([1, 3], 2, [])).toEqual([1, 3]);
  expect(weights([1, 3], 2, [[[0, NaN], 0.1]])).toEqual([1, 3]);
});

it('is highest for who earned most surely, and falls by e^(sharpness * z)', () => {
  const [a, b] = weights([1, 1], 2, [[[1, -0.1], 0.05]]);
  expect([a, b]).toEqual([1, Math.exp(-4)]); // z = 1 and -1, however large the stance
});

it('halves what was earned with each half-life', () => {
  const [a, b] = weights([1, 1], 1, [
    [[1, 0], 0.1],
    [[1, 0], -0.1],
  ]);
  const z = (0.05 - 0.1) / Math.hypot(0.05, 0.1);
  expect(a / b).toBeCloseTo(Math.exp(z), 12);
});
