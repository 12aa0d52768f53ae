import { seededRandom } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { beta } from './benchmark.ts';
import { maxDrawdown } from './drawdown.ts';
import { sharpe, sortino } from './ratios.ts';
import { volatility } from './risk.ts';
import { rolling } from './rolling.ts';

const random = seededRandom(11);
const returns = Float64Array.from({ length: 300 }, () => random() * 0.04 - 0.019);
const benchmark = Float64Array.from({ length: 300 }, () => random() * 0.04 - 0.019);
const options = { periodsPerYear: 252, riskFreeRate: 0.02 };

it('each bar has the figure of its own window', () => {
  const metrics = { sharpe, sortino, volatility, maxDrawdown, beta };
  for (const [kind, metric] of Object.entries(metrics)) {
    const column = rolling(kind as keyof typeof metrics, returns, 30, { ...options, benchmark });
    expect(Number.isNaN(column[28])).toBe(true);
    for (const i of [29, 150, 299]) {
      const part = (values: Float64Array): Float64Array => values.subarray(i - 29, i + 1);
      expect(column[i], `${kind} ${i}`).toBeCloseTo(
        metric(part(returns), { ...options, benchmark: part(benchmark) }).value!,
        10,
      );
    }
  }
});

it('a window in which nothing moves has no Sharpe ratio, and recovers', () => {
  const column = rolling('sharpe', Float64Array.of(0.01, 0.01, 0.01, 0.02), 3, options);
  expect(Number.isNaN(column[2])).toBe(true);
  expect(Number.isFinite(column[3])).toBe(true);
});

it('refuses a window that is none, and beta without a benchmark', () => {
  expect(() => rolling('sharpe', returns, 1, options)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  expect(() => rolling('beta', returns, 5, options)).toThrow(expect.objectContaining({ code: 'BENCHMARK_NEEDED' }));
});
