import { barsOf, instrument, type Bar, type BarSeries, type SignalRun, type TickSeries } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { fillsOf, runScript } from '../../fixtures/run-script.ts';
import { fixedQuantity } from '@tidemark/risk';
import { latency } from '../market/latency.ts';
import { scripted } from '../testing/index.ts';
import { backtest } from './engine.ts';

const MINUTE = 60_000;
type Row = readonly [open: number, high: number, low: number, close: number];

function bars(timeframe: '1m' | '5m', rows: readonly Row[], from = 0): BarSeries {
  const step = timeframe === '1m' ? MINUTE : 5 * MINUTE;
  const made = rows.map(([open, high, low, close], i): Bar => {
    return { time: (from + i) * step, open, high, low, close, volume: 100 };
  });
  return barsOf(made, { instrument: 'X', timeframe });
}

describe('finer bars decide what happened inside a bar (rule 7)', () => {
  /** Bought at 100; the third bar touches the stop at 95 and the target at 105. */
  const coarse = bars('5m', [
    [100, 100, 100, 100],
    [100, 101, 99, 100],
    [100, 106, 94, 100],
    [100, 100, 100, 100],
  ]);
  const up: readonly Row[] = [
    [100, 106, 100, 104],
    [104, 104, 94, 96],
    [96, 100, 96, 100],
    [100, 100, 100, 100],
    [100, 100, 100, 100],
  ];
  const down: readonly Row[] = [
    [100, 100, 94, 96],
    [96, 106, 96, 104],
    [104, 104, 100, 100],
    [100, 100, 100, 100],
    [100, 100, 100, 100],
  ];
  const plan = () => ({ stop: 95, target: 105 });
  const exitOf = (detail?: BarSeries) => {
    const result = runScript(coarse, [1], { detail }, { plan });
    return [fillsOf(result)[1], result.ambiguities.length, result.fills[1]!.time / MINUTE];
  };

  it('alone the bar says that the stop came first, and that it does not know', () => {
    expect(exitOf()).toEqual([[2, -10, 95], 1, 10]);
  });

  it('the target, where the price went up first; the stop, where it went down; at the minute of it', () => {
    expect(exitOf(bars('1m', up, 10))).toEqual([[2, -10, 105], 0, 10]);
    expect(exitOf(bars('1m', down, 10))).toEqual([[2, -10, 95], 0, 10]);
    expect(exitOf(bars('1m', [[100, 100, 100, 100], ...down], 10))).toEqual([[2, -10, 95], 0, 11]);
  });

  it('the bar itself where there are none of it', () => {
    expect(exitOf(bars('1m', up, 0))).toEqual([[2, -10, 95], 1, 10]);
  });

  it('a trailing stop follows them: up with the minutes before it is touched', () => {
    const trailing = () => ({ trail: { amount: 5 } });
    const alone = runScript(coarse, [1], {}, { plan: trailing });
    const finer = runScript(coarse, [1], { detail: bars('1m', up, 10) }, { plan: trailing });
    expect([fillsOf(alone)[1], fillsOf(finer)[1]]).toEqual([
      [2, -10, 96], // 5 below 101, the high of the bar before
      [2, -10, 101], // 5 below 106, of the first minute
    ]);
  });

  it('refuses bars of another instrument, and bars that are no finer', () => {
    const other = { ...bars('1m', up, 10), symbol: 'Y' };
    for (const detail of [coarse, { X: other }, { Y: other }]) {
      expect(() => runScript(coarse, [1], { detail })).toThrow(expect.objectContaining({ code: 'INVALID_DETAIL' }));
    }
  });
});

describe('ticks', () => {
  const ticks: TickSeries = {
    instrument: instrument('X'),
    length: 5,
    time: Float64Array.of(0, 10, 10, 30, 40),
    price: Float64Array.of(100, 101, 102, 99, 103),
    size: Float64Array.of(1, 2, 3, 4, 5),
  };
  const run = (signals: readonly number[], options: object = {}, more: Partial<SignalRun> = {}) =>
    backtest(ticks, { strategy: scripted(signals, more), sizer: fixedQuantity(1), capital: 1_000, ...options });

  it('what is decided on one fills on the next', () => {
    const result = run([1, NaN, NaN, 0]);
    expect(result.fills.map(({ bar, time, price }) => [bar, time, price])).toEqual([
      [1, 10, 101],
      [4, 40, 103],
    ]);
    expect([...result.equity.equity]).toEqual([1_000, 1_000, 1_001, 998, 1_002]);
  });

  it('a stop fills at the first trade beyond it, and trails from trade to trade', () => {
    const fills = fillsOf(run([1], {}, { plan: () => ({ trail: { amount: 2 } }) }));
    expect(fills).toEqual([
      [1, 1, 101],
      [3, -1, 99], // the trail stood at 100
    ]);
  });

  it('buyers pay the offer, sellers get the bid, and a limit waits for the other side', () => {
    const bid = ticks.price.map((price) => price - 0.5);
    const ask = ticks.price.map((price) => price + 0.5);
    expect(fillsOf(run([1, NaN, NaN, 0], { quotes: { bid, ask } }))).toEqual([
      [1, 1, 101.5],
      [4, -1, 102.5],
    ]);
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i === 0) book.submit({ type: 'limit', quantity: 1, limitPrice: 99 });
      if (i === 0) book.submit({ type: 'limit', quantity: 1, limitPrice: 99.5, tag: 'nearer' });
    };
    expect(fillsOf(run([], { quotes: { bid, ask } }, { orders }))).toEqual([[3, 1, 99.5]]);
  });

  it('milliseconds of latency wait for the first trade after them', () => {
    expect(fillsOf(run([1], { latency: latency({ ms: 15 }) }))).toEqual([[3, 1, 99]]);
    expect(run([1], { latency: latency({ ms: 15 }) }).warnings).toEqual([]);
  });

  it('refuses times that go back, prices that are none, and quotes that cross', () => {
    const back = { ...ticks, time: Float64Array.of(0, 10, 5, 30, 40) };
    const none = { ...ticks, price: Float64Array.of(1, NaN, 1, 1, 1) };
    const strategy = scripted([]);
    for (const bad of [back, none]) {
      expect(() => backtest(bad, { strategy })).toThrow(expect.objectContaining({ code: 'INVALID_TICKS' }));
    }
    const quotes = { bid: ticks.price, ask: ticks.price.map((price) => price - 1) };
    expect(() => run([], { quotes })).toThrow(expect.objectContaining({ code: 'INVALID_QUOTES' }));
  });
});

it('milliseconds of latency that a bar does not show delay nothing, and the result says so', () => {
  const { fills, warnings } = runScript(
    bars('1m', [
      [1, 1, 1, 1],
      [1, 1, 1, 1],
      [1, 1, 1, 1],
    ]),
    [1],
    { latency: latency({ ms: 250 }) },
  );
  expect([fills[0]!.bar, warnings.map(({ code }) => code)]).toEqual([1, ['LATENCY_UNMODELLED']]);
});
