import { closeToClose } from '@tidemark/modeling-indicators';
import { expect, it } from 'vitest';
import { sampleBars } from '../../testing/index.ts';
import { scaleToVolatility } from './scale-to-volatility.ts';

const bars = sampleBars({ bars: 60 });
const realised = closeToClose(bars.close, 10);

it('is the stance times target over realised volatility, never more than the stance', () => {
  const target = realised[30];
  const run = scaleToVolatility({ target, lookback: 10 }).over(bars, 0);
  expect(run.ready).toBe(10);
  for (let i = 10; i < 60; i++) expect(run.update(-0.5, i)).toBeCloseTo(-0.5 * Math.min(1, target / realised[i]), 14);
  expect(run.update(1, 9)).toBeNaN();
});

it('takes a target per year where it knows how many bars that has', () => {
  const perBar = scaleToVolatility({ target: 0.002, lookback: 10 }).over(bars, 20);
  const perYear = scaleToVolatility({ target: 0.02, lookback: 10, barsPerYear: 100 }).over(bars, 20);
  expect(perYear.ready).toBe(20);
  expect(perYear.update(1, 40)).toBeCloseTo(perBar.update(1, 40), 14);
});

it('leaves the stance where nothing moved', () => {
  const still = { ...bars, close: bars.close.map(() => 5) };
  expect(scaleToVolatility({ target: 0.01 }).over(still, 0).update(0.7, 30)).toBe(0.7);
});

it.each([{}, { target: 0 }, { target: 0.1, lookback: 1 }, { target: 0.1, barsPerYear: 0 }, { target: 0.1, cap: 2 }])(
  'refuses %o',
  (options) => {
    expect(() => scaleToVolatility(options as never)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  },
);
