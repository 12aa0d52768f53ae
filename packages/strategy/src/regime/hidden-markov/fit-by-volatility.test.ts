import { normalRandom, seededRandom } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { fitByVolatility } from './fit-by-volatility.ts';

const effort = { starts: 4, iterations: 100, tolerance: 1e-6, seed: 1 };
const normal = normalRandom(seededRandom(3));
const values = Float64Array.from({ length: 600 }, (_, i) => (Math.floor(i / 100) % 2 ? 0.04 : 0.01) * normal());

it('has its states from the calmest to the wildest', () => {
  const { variance } = fitByVolatility(values, 2, effort)!;
  expect(Math.sqrt(variance[0])).toBeCloseTo(0.01, 2);
  expect(Math.sqrt(variance[1])).toBeCloseTo(0.04, 2);
  const three = fitByVolatility(values, 3, effort)!;
  expect([...three.variance]).toEqual([...three.variance].toSorted((a, b) => a - b));
});

it('is the same for the same seed', () => {
  expect(fitByVolatility(values, 3, effort)).toEqual(fitByVolatility(values, 3, effort));
});

it('goes on from a fit that there is', () => {
  const fit = fitByVolatility(values, 2, effort)!;
  const again = fitByVolatility(values, 2, { ...effort, iterations: 1 }, fit)!;
  for (const k of [0, 1]) expect(again.mean[k]).toBeCloseTo(fit.mean[k], 4);
});

it('is none where nothing varies, or nothing is known', () => {
  expect(fitByVolatility(new Float64Array(50), 2, effort)).toBeUndefined();
  expect(fitByVolatility(new Float64Array(50).fill(NaN), 2, effort)).toBeUndefined();
});
