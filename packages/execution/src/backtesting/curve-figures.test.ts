import { maxDrawdown, totalReturn } from '@tidemark/analysis';
import { seededRandom } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { curveFigures } from './curve-figures.ts';

it('gives the bits of the metrics of the same names', () => {
  const random = seededRandom(7);
  for (let run = 0; run < 50; run++) {
    let value = 1_000;
    const equity = Float64Array.from({ length: 200 }, () => (value *= 0.9 + 0.2 * random()));
    const curve = { length: 200, time: Float64Array.from(equity.keys()), equity, initial: 1_000 };
    const figures = curveFigures(equity, 1_000);
    expect([figures.maxDrawdown, figures.totalReturn]).toEqual([maxDrawdown(curve).value, totalReturn(curve).value]);
  }
});

it('counts the initial capital as a peak, and all of it as lost in a ruin', () => {
  expect(curveFigures(Float64Array.of(90, 0, 0), 100)).toEqual({ finalEquity: 0, totalReturn: -1, maxDrawdown: 1 });
});

it('knows the capital where there are no bars', () => {
  expect(curveFigures(new Float64Array(0), 100)).toEqual({ finalEquity: 100, totalReturn: 0, maxDrawdown: 0 });
});
