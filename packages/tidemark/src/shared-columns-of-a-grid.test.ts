import type { Classifier, Matrix, Once, Strategy } from '@tidemark/core-market';
import { backtest, backtestGrid } from '@tidemark/execution';
import { featureSet, simpleReturn } from '@tidemark/modeling-features';
import { above, below } from '@tidemark/modeling-rules';
import { fixedQuantity } from '@tidemark/risk';
import {
  byRegime,
  confirm,
  defineStrategy,
  definePortfolio,
  mlStrategy,
  processed,
  ruleStrategy,
  trendRegime,
  voting,
  weighted,
} from '@tidemark/strategy';
import { sampleBars } from '@tidemark/strategy/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const bars = sampleBars({ bars: 300 });
const options = { capital: 100_000, sizer: fixedQuantity(5) };

let computed: number[] = [];
const mean = (values: Float64Array, period: number): Float64Array => {
  computed.push(period);
  return values.map((_, i) => {
    if (i < period - 1) return NaN;
    return values.subarray(i - period + 1, i + 1).reduce((sum, value) => sum + value) / period;
  });
};

const params = z.object({ fast: z.int(), slow: z.int() });
const columns = ({ close }: { close: Float64Array }, { fast, slow }: z.output<typeof params>, once: Once) => ({
  fast: once(mean, close, fast),
  slow: once(mean, close, slow),
});
const cross = defineStrategy({
  name: 'cross',
  params,
  columns,
  decide: ({ fast, slow }, i) => (fast[i]! > slow[i]! ? 1 : 0),
});
const rules = ruleStrategy({
  name: 'cross-rules',
  params,
  columns,
  long: () => ({ enter: above('fast', 'slow'), exit: below('fast', 'slow') }),
});

type Point = { readonly fast: number; readonly slow: number };
const kinds: Record<string, (point: Point) => Strategy> = {
  'columns and a decision': cross,
  rules,
  'stages of a signal': (point) => processed(cross(point), confirm(2)),
  'a vote': (point) => voting([cross(point), rules(point)]),
  'a weighted mean': (point) => weighted([{ strategy: cross(point), weight: 2 }, { strategy: rules(point) }]),
  'a regime each': (point) =>
    byRegime(trendRegime({ lookback: 20 }), { up: cross(point), sideways: rules(point), down: 'flat' }),
};

describe.each(Object.entries(kinds))('a grid over %s', (_, strategy) => {
  it('computes each column once, and has the rows of single backtests', () => {
    computed = [];
    const table = backtestGrid(bars, { ...options, strategy, grid: { fast: [3, 5], slow: [10, 20, 30] } });
    expect(computed.toSorted((a, b) => a - b)).toEqual([3, 5, 10, 20, 30]);
    expect(table.failures).toEqual([]);
    const single = Array.from({ length: table.length }, (_, k) =>
      backtest(bars, { ...options, strategy: strategy(table.point(k)) }),
    );
    expect([...table.finalEquity]).toEqual(single.map(({ finalEquity }) => finalEquity));
    expect([...table.trades]).toEqual(single.map(({ trades }) => trades.length));
    expect(Math.max(...table.trades)).toBeGreaterThan(3);
  });
});

it('a grid over thresholds asks a model once', () => {
  const pipeline = featureSet([simpleReturn(3)]).pipeline();
  let asked = 0;
  const predictProba = ({ data }: Matrix): Float64Array => (
    asked++,
    data.map((change) => 1 / (1 + Math.exp(-90 * change)))
  );
  const model = { name: 'logistic', features: pipeline.names, predictProba } as unknown as Classifier;
  const grid = { longAbove: [0.5, 0.6, 0.7] };
  const table = backtestGrid(bars, { ...options, strategy: mlStrategy({ model, pipeline }), grid });
  expect([asked, new Set(table.trades).size]).toEqual([1, 3]);
});

it('a grid over models asks each of them', () => {
  const pipeline = featureSet([simpleReturn(3)]).pipeline();
  const steepness = { 30: 30, 300: 300 } as const;
  const strategyOf = ({ steep }: { steep: 30 | 300 }): Strategy => {
    const predictProba = ({ data }: Matrix): Float64Array =>
      data.map((change) => 1 / (1 + Math.exp(-steepness[steep] * change)));
    const model = { name: 'logistic', features: pipeline.names, predictProba } as unknown as Classifier;
    return mlStrategy({ model, pipeline })();
  };
  const table = backtestGrid(bars, { ...options, strategy: strategyOf, grid: { steep: [30, 300] } });
  expect(table.trades[0]).not.toBe(table.trades[1]);
});

it('a grid over weights computes the columns of each instrument once', () => {
  const strongest = definePortfolio({
    name: 'strongest',
    params: z.object({ bars: z.int(), least: z.number() }),
    columns: ({ close }, { bars: period }, once) => ({ level: once(mean, close, period) }),
    weights: ({ level }, out, { least }) => {
      for (let k = 0; k < out.length; k++) out[k] = level[k]! > least ? 0.5 : 0;
    },
    rebalance: '1h',
  });
  computed = [];
  const series = { A: sampleBars({ seed: 1, symbol: 'A' }), B: sampleBars({ seed: 2, symbol: 'B' }) };
  const grid = { bars: [5, 10], least: [90, 95, 100] };
  backtestGrid(series, { capital: 10_000, portfolio: strongest, grid });
  expect(computed.toSorted((a, b) => a - b)).toEqual([5, 5, 10, 10]);
});
