import { expect, it } from 'vitest';
import { measureReturns, returnMetrics, tradeMetrics } from './catalogue.ts';

const all = [...returnMetrics, ...tradeMetrics];

it('every metric has its own id and says formula, convention and source', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const silent = all.filter(({ id, name, formula, convention, source }) =>
    [id, name, formula, convention, source].includes(''),
  );
  expect(silent).toEqual([]);
});

it('a metric is exported under its id', async () => {
  const root: Record<string, unknown> = { ...(await import('../index.ts')) };
  expect(all.filter((metric) => root[metric.id] !== metric).map(({ id }) => id)).toEqual([]);
});

it('measures all of them at once with the same answers', () => {
  const column = Float64Array.of(0.02, -0.01, 0.005, 0.01, -0.03);
  const options = { periodsPerYear: 252 };
  const measured = measureReturns(column, options);
  for (const metric of returnMetrics) expect(measured[metric.id]).toEqual(metric(column, options));
});
