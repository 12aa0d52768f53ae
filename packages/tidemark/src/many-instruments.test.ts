import { describe, expect, it } from 'vitest';
import { bps, fixedQuantity, sliceBars, smaCross, syntheticBars, type BarSeries, type Strategy } from './index.ts';
import { backtest, fillHash, orderHash } from './execution.ts';
import { BaseStrategy, definePortfolio, defineStrategy, higherTimeframe, voting, type BarEvent } from './strategies.ts';

const bars = (symbol: string, seed: number): BarSeries =>
  syntheticBars({ seed, bars: 300, timeframe: '1h', instrument: symbol });
const [A, B, C] = [bars('A', 1), bars('B', 2), bars('C', 3)];
const options = { capital: 1_000_000, commission: bps(2), sizer: fixedQuantity(50) };

describe('trap 18: what a run does not depend on', () => {
  const strategy = smaCross({ fast: 4, slow: 11, side: 'both' });
  const hashes = (data: Record<string, BarSeries>): unknown[] => {
    const { orders, fills, finalEquity } = backtest(data, { ...options, strategy });
    return [orderHash(orders), fillHash(fills), finalEquity];
  };

  it('the order in which instruments are given', () => {
    expect(hashes({ C, A, B })).toEqual(hashes({ A, B, C }));
  });

  it('an instrument beside it that nobody trades', () => {
    const traded = (symbols: readonly string[]): Strategy => ({
      ...strategy,
      over: (series) => (symbols.includes(series.symbol) ? strategy.over(series) : SILENT),
    });
    const fillsOf = (data: Record<string, BarSeries>): unknown[] => {
      const result = backtest(data, { ...options, strategy: traded(['A', 'B']) });
      return result.fills.map(({ symbol, bar, quantity, price }) => [symbol, bar, quantity, price]);
    };
    expect(fillsOf({ A, B, C })).toEqual(fillsOf({ A, B }));
    expect(fillsOf({ A, B }).length).toBeGreaterThan(20);
  });

  it('a portfolio of weights, given in another order', () => {
    const equal = definePortfolio({
      name: 'equal',
      columns: ({ close }) => ({ close }),
      weights: ({ close }, out) => void out.fill(0.9 / close.length),
      rebalance: 24,
    });
    const run = (data: Record<string, BarSeries>) => backtest(data, { ...options, portfolio: equal() });
    const [one, other] = [run({ A, B, C }), run({ B, C, A })];
    expect(one.fills.length).toBeGreaterThan(20);
    expect(fillHash(other.fills)).toBe(fillHash(one.fills));
  });
});

const SILENT = { columns: {}, warmup: 0, signal: () => NaN };

it('trap 16: an instrument without a bar keeps its order and its value until it has one', () => {
  const gap = { ...sliceBars(B, 0, 100) };
  const result = backtest({ A, B: gap }, { ...options, strategy: smaCross({ fast: 4, slow: 11 }) });
  const last = result.fills.filter(({ symbol }) => symbol === 'B').at(-1)!;
  expect(last.bar).toBeLessThan(100);
  expect(result.equity.length).toBe(300);
  expect(result.equity.equity.every(Number.isFinite)).toBe(true);
});

it('trap 17: a column of a higher timeframe is decided upon only after its bar has closed', () => {
  const daily = defineStrategy({
    name: 'daily',
    columns: (series) => ({ day: higherTimeframe(series, '1d', ({ close }) => close) }),
    decide: ({ day }, i) => (i > 0 && day[i] !== day[i - 1] ? 1 : NaN),
  });
  const { orders } = backtest(A, { ...options, strategy: daily() });
  const day = 24 * 3_600_000;
  expect(orders.length).toBeGreaterThan(0);
  for (const { createdTime } of orders) expect(createdTime % day).toBe(0);
});

it('trap 32: a member of an ensemble that says NaN keeps its stance', () => {
  const says = (name: string, signals: readonly number[]): Strategy => ({
    name,
    over: () => ({ columns: {}, warmup: 0, signal: (i) => signals[i] ?? NaN }),
  });
  const strategy = voting([says('once', [1]), says('twice', [NaN, 1])], { rule: 'unanimous' });
  const { fills } = backtest(A, { ...options, strategy });
  expect(fills.map(({ bar, quantity }) => [bar, quantity])).toEqual([[2, 50]]);
});

it('both fronts are the same to the bit, with plans, targets and trailing stops', () => {
  const plan = ({ price, signal }: { readonly price: number; readonly signal: number }) => ({
    trail: { fraction: 0.02 },
    target: price * (1 + 0.03 * signal),
  });
  const decide = (close: number, before: number): number => Math.sign(close - before);
  const columns = defineStrategy({
    name: 'momentum',
    columns: ({ close }) => ({ close }),
    decide: ({ close }, i) => (i > 0 ? decide(close[i]!, close[i - 1]!) : NaN),
    plan,
  })();
  class Momentum extends BaseStrategy {
    onBar({ bar }: BarEvent): number {
      return bar.index > 0 ? decide(bar.close, bar.ago(1).close) : NaN;
    }
  }
  const events: Strategy = { name: 'momentum', over: (series) => Object.assign(new Momentum().over(series), { plan }) };
  const run = (strategy: Strategy) => backtest(A, { ...options, strategy });
  const [one, other] = [run(columns), run(events)];
  expect(one.orders.length).toBeGreaterThan(100);
  expect(other.equity.equity).toEqual(one.equity.equity);
  expect(orderHash(other.orders)).toBe(orderHash(one.orders));
  expect(fillHash(other.fills)).toBe(fillHash(one.fills));
});
