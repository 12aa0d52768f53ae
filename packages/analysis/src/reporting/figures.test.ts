import { describe, expect, it } from 'vitest';
import { returnMetrics, tradeMetrics } from '../metrics/catalogue.ts';
import { returnSample } from '../metrics/return-sample.ts';
import { exposureTime } from '../metrics/trades.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { FIGURE_GROUPS } from './figure-groups.ts';
import { figureGroups } from './figures.ts';

const { equity, trades } = sampleRun(300);
const benchmark = sampleRun(300, 2).equity;
const sample = returnSample(equity, { benchmark, riskFreeRate: 0.02 });
const groups = figureGroups(sample, trades);
const figures = groups.flatMap((group) => group.figures);
const all = [...returnMetrics, ...tradeMetrics];

describe('with a benchmark', () => {
  it('every metric stands in one group, once', () => {
    expect(figures.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  });

  it('the groups and their figures keep the order of the report, with title and question', () => {
    for (const [i, { id, title, question, metrics }] of FIGURE_GROUPS.entries()) {
      expect(groups[i]).toMatchObject({ id, title, question });
      expect(groups[i]!.figures.slice(0, metrics.length).map((figure) => figure.id)).toEqual(metrics);
    }
    expect(groups).toHaveLength(FIGURE_GROUPS.length);
  });

  it('what no group names stands in the last one, in the order of the catalogue', () => {
    const named = new Set<string>(FIGURE_GROUPS.flatMap(({ metrics }) => metrics));
    const rest = all.map(({ id }) => id).filter((id) => !named.has(id));
    expect(groups.at(-1)!.figures.map(({ id }) => id)).toEqual(rest);
  });

  it('each figure has the value of its metric, and beside it that of the benchmark', () => {
    for (const metric of returnMetrics) {
      const figure = figures.find(({ id }) => id === metric.id)!;
      expect(figure).toMatchObject(metric(sample));
      expect(figure.benchmark).toEqual(metric.needs.benchmark ? undefined : metric(sample.benchmark!));
    }
  });

  it('figures of trades are of these trades and of as many bars as there are returns', () => {
    for (const metric of tradeMetrics) {
      const figure = figures.find(({ id }) => id === metric.id)!;
      expect(figure).toMatchObject(metric(trades, { bars: 300 }));
      expect(figure.benchmark).toBeUndefined();
    }
    expect(exposureTime(trades, { bars: 300 })).not.toEqual(exposureTime(trades, { bars: 299 }));
  });

  it('each figure explains itself as plain data: the definition without the function’s needs', () => {
    const sharpe = figures.find(({ id }) => id === 'sharpe')!;
    const { id, name, group, unit, better, formula, convention, source } = returnMetrics.find(
      (metric) => metric.id === 'sharpe',
    )!;
    const definition = { id, name, group, unit, better, formula, convention, source, annualised: true };
    expect(sharpe).toStrictEqual({ ...definition, value: sharpe.value, benchmark: sharpe.benchmark });
    expect(Object.keys(figures.find((figure) => figure.id === 'skewness')!)).not.toContain('annualised');
    expect(structuredClone(groups)).toStrictEqual(groups);
  });
});

describe('without a benchmark', () => {
  const alone = figureGroups(returnSample(equity), trades);

  it('there is no group and no figure that needs one', () => {
    expect(alone.map(({ id }) => id)).toEqual(['return', 'risk', 'trades', 'shape', 'more']);
    const needy = new Set(returnMetrics.filter(({ needs }) => needs.benchmark).map(({ id }) => id));
    const shown = alone.flatMap((group) => group.figures.map(({ id }) => id));
    expect(shown.toSorted()).toEqual(
      all
        .map(({ id }) => id)
        .filter((id) => !needy.has(id))
        .toSorted(),
    );
  });

  it('no figure is compared', () => {
    expect(alone.flatMap((group) => group.figures).filter((figure) => 'benchmark' in figure)).toEqual([]);
  });
});

it('without trades their group stays, and says that none has closed', () => {
  const idle = figureGroups(sample, []).find(({ id }) => id === 'trades')!;
  const valueOf = (id: string) => idle.figures.find((figure) => figure.id === id);
  expect(valueOf('tradeCount')).toMatchObject({ value: 0 });
  expect(valueOf('winRate')).toMatchObject({ value: null, reason: 'no_trades' });
});
