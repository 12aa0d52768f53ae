import { barFrame, type SignalRun, type Strategy } from '@tidemark/core-market';
import { above, below } from '@tidemark/modeling-rules';
import { fromSignals, ruleStrategy } from '@tidemark/strategy';
import { describe, expect, it } from 'vitest';
import { backtest, bps, defineStrategy, sma, syntheticBars } from './index.ts';

const rules = ruleStrategy({
  name: 'cross-in-rules',
  columns: ({ close }) => ({ fast: sma(close, 5), slow: sma(close, 20) }),
  long: () => ({ enter: above('fast', 'slow') }),
  short: () => ({ enter: below('fast', 'slow') }),
});
const columns = defineStrategy({
  name: 'cross',
  columns: ({ close }) => ({ fast: sma(close, 5), slow: sma(close, 20) }),
  decide: ({ fast, slow }, i) => (fast[i]! > slow[i]! ? 1 : fast[i]! < slow[i]! ? -1 : NaN),
});

/** The same strategy, asked bar by bar. */
const barByBar = (strategy: Strategy): Strategy => ({
  name: strategy.name,
  over(series): SignalRun {
    const run = strategy.over(series);
    return { columns: run.columns, warmup: run.warmup, signal: (i) => run.signal(i) };
  },
});

describe.each([1, 2])('on random bars, seed %d', (seed) => {
  const bars = syntheticBars({ seed, bars: 3_000, timeframe: '1h' });
  const run = (strategy: Strategy) => backtest(bars, { strategy, commission: bps(5) });
  const { columns: averages } = columns().over(bars);
  const marks = (side: 1 | -1) => averages['fast']!.map((fast, i) => Number(side * (fast - averages['slow']![i]!) > 0));
  const signals = fromSignals(bars, { entries: marks(1), shortEntries: marks(-1) });

  it.each([rules(), barByBar(rules()), signals, barByBar(signals)])('$name trades as the columns do', (strategy) => {
    const [expected, result] = [run(columns()), run(strategy)];
    expect(expected.fills.length).toBeGreaterThan(50);
    expect(result.fills).toEqual(expected.fills);
    expect(result.equity).toEqual(expected.equity);
  });
});

it('a frame of bars is made of what a source gives', () => {
  const series = { B: syntheticBars({ seed: 1, bars: 10 }), A: syntheticBars({ seed: 2, bars: 12 }) };
  expect(barFrame(series).symbols).toEqual(['A', 'B']);
});
