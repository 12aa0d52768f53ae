import { maxDrawdown, netProfit } from '@tidemark/analysis';
import { barsOf, type Bar, type OrderPlan } from '@tidemark/core-market';
import { fixedQuantity } from '@tidemark/risk';
import { expect, it } from 'vitest';
import { scripted } from '../testing/index.ts';
import { ambiguityInterval } from './ambiguity-interval.ts';
import { backtest } from './engine.ts';

/** Bars that open and close at 100 and reach from a low to a high. */
const bars = (...reaches: readonly (readonly [low: number, high: number])[]) =>
  barsOf(
    reaches.map(([low, high], i): Bar => ({ time: i * 86_400_000, open: 100, high, low, close: 100, volume: 1 })),
    { instrument: 'X', timeframe: '1d' },
  );
const optionsOf = (plan: OrderPlan, more = {}) => ({
  strategy: scripted([1], { plan: () => plan }),
  sizer: fixedQuantity(10),
  capital: 10_000,
  ...more,
});
const bracket = optionsOf({ stop: 95, target: 110 });
const calm = [99, 101] as const;
const wide = [94, 111] as const;

it('gives each metric as an interval where stop and target were both touched', () => {
  const { ambiguous, metrics, pessimistic, result, optimistic } = ambiguityInterval(bars(calm, calm, wide), bracket);
  expect(ambiguous).toEqual({ stopAndTarget: 1, legInEntryBar: 0, bothEntries: 0, total: 1 });
  expect(metrics.netProfit).toEqual({ pessimistic: -50, value: -50, optimistic: 100 });
  expect([pessimistic, result, optimistic].map(({ trades }) => netProfit(trades).value)).toEqual([-50, -50, 100]);
  expect(metrics.maxDrawdown.pessimistic).toBe(maxDrawdown(pessimistic.equity).value);
});

it('decides what is possible in the bar of an entry, both ways', () => {
  const entry = optionsOf({ type: 'limit', limitPrice: 97, stop: 90, target: 105 });
  const { ambiguous, metrics } = ambiguityInterval(bars(calm, [96, 106], calm), entry);
  expect(ambiguous.legInEntryBar).toBe(1);
  expect([metrics.tradeCount.pessimistic, metrics.tradeCount.value, metrics.tradeCount.optimistic]).toEqual([0, 0, 1]);
  expect(metrics.winRate).toEqual({ pessimistic: null, value: null, optimistic: 1, reason: 'no_trades' });
});

it('does not run again where no bar was ambiguous', () => {
  const { ambiguous, metrics, pessimistic, result, optimistic } = ambiguityInterval(bars(calm, calm, calm), bracket);
  expect([ambiguous.total, pessimistic, optimistic]).toEqual([0, result, result]);
  expect(pessimistic).toBe(result);
  expect(metrics.totalReturn).toEqual({ pessimistic: 0, value: 0, optimistic: 0 });
});

it('is the run itself in the middle, and tells listeners of it alone', () => {
  const heard: number[] = [];
  const series = bars(calm, calm, wide, calm);
  const options = { ...bracket, sameBar: 'nearest' } as const;
  const { result } = ambiguityInterval(series, { ...options, on: { fill: ({ bar }) => heard.push(bar) } });
  expect(result.manifest).toEqual(backtest(series, options).manifest);
  expect(heard).toEqual([1, 2]);
});

it('takes the run that has been made already instead of making it again', () => {
  const series = bars(calm, calm, wide);
  const made = backtest(series, bracket);
  const heard: number[] = [];
  const on = { fill: ({ bar }: { readonly bar: number }) => heard.push(bar) };
  const { result, metrics } = ambiguityInterval(series, { ...bracket, on }, { result: made });
  expect(result).toBe(made);
  expect(heard).toEqual([]);
  expect(metrics).toEqual(ambiguityInterval(series, bracket).metrics);
});
