import {
  barsOf,
  CANCEL,
  sliceBars,
  type BarSeries,
  type OrderBook,
  type SignalRun,
  type Strategy,
} from '@tidemark/core-market';
import { fixedQuantity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { walk } from '../../../fixtures/walk.ts';
import { bps } from '../../market/commission.ts';
import { backtest } from '../engine.ts';
import type { BacktestOptions } from '../options.ts';
import type { BacktestResult } from '../result.ts';
import type { BacktestBars } from '../run-data.ts';
import type { Checkpoint } from './checkpoint.ts';

const bars = walk(400);
const common = { capital: 50_000, commission: bps(5), sizer: fixedQuantity(10) };

/** How often runs were asked for a signal. */
let asked = 0;

const strategyOf = (name: string, over: (series: BarSeries) => SignalRun): Strategy => ({ name, over });

const momentum = (series: BarSeries, i: number): number => (i >= 7 && series.close[i] > series.close[i - 7] ? 1 : -1);

/** Sees columns alone: it knows where its next signal comes. */
const columns = strategyOf('columns', (series) => {
  const signal = (i: number): number => (asked++, momentum(series, i));
  const nextChange = (from: number, to: number, stance: number): number => {
    for (let i = from; i < to; i++) if (momentum(series, i) !== stance) return i;
    return to;
  };
  return { columns: {}, warmup: 7, signal, nextChange };
});

/** Plans its entries, and gives some of them up. */
const planning = strategyOf('planning', (series) => ({
  ...columns.over(series),
  plan: ({ price, signal }, _position, i) => {
    if (i % 11 === 0) return CANCEL;
    if (i % 5 === 0) return undefined;
    return {
      type: 'limit',
      limitPrice: price * (1 - signal * 0.002),
      stop: price * (1 - signal * 0.05),
      timeoutBars: 3,
    };
  },
  manage: (signal, { barsHeld }) => (barsHeld > 20 ? 0 : signal),
}));

/** Remembers how often it was filled: orders by name, also from within its handlers, some of which are refused. */
const ordering = (remembers: boolean): Strategy =>
  strategyOf('ordering', (series) => {
    let book: OrderBook;
    let fills = 0;
    const run: SignalRun = {
      columns: {},
      warmup: 0,
      start: (context) => void (book = context.book),
      signal: () => (asked++, NaN),
      orders: (i) => {
        if (i % 9 === 0) book.submit({ type: 'limit', quantity: 5 + (fills % 3), limitPrice: series.close[i] - 0.3 });
        if (i % 31 === 30) book.submit({ type: 'market', quantity: -2 - (fills % 2), reduceOnly: true });
        if (i % 50 === 49) {
          expect(() => book.submit({ type: 'limit', quantity: 1 })).toThrow(/limitPrice/);
          for (const { id } of book.working()) book.cancel(id);
        }
      },
      onFill: ({ quantity, price }) => {
        fills++;
        if (quantity > 0) book.submit({ type: 'stop', quantity: -1, stopPrice: price - 2, timeoutBars: 40 });
      },
      onOrder: ({ id, status }) => {
        if (status === 'expired') book.cancel(id + 1);
      },
    };
    if (!remembers) return run;
    return { ...run, save: () => ({ fills }), load: (state) => void ({ fills } = state as { fills: number }) };
  });

const left = ({ orders, fills, trades, openTrades, equity, warnings, refused, manifest }: BacktestResult<never>) => ({
  orders,
  fills,
  trades,
  openTrades,
  equity: equity.equity,
  warnings,
  refused,
  manifest,
});

/** The checkpoints of a run, as they come back from a file. */
function kept(data: BacktestBars, options: BacktestOptions, every: number): [BacktestResult<never>, Checkpoint[]] {
  const texts: string[] = [];
  const save = (checkpoint: Checkpoint): void => void texts.push(JSON.stringify(checkpoint));
  const result = backtest(data, { ...options, checkpoint: { every, save } });
  return [result as BacktestResult<never>, texts.map((text) => JSON.parse(text) as Checkpoint)];
}

describe.each([
  ['that sees columns alone', columns],
  ['that plans and manages', planning],
  ['that orders by name and remembers', ordering(true)],
  ['that cannot tell what it remembers', ordering(false)],
])('a run %s', (_what, strategy) => {
  const options = { ...common, strategy };
  const whole = backtest(bars, options) as BacktestResult<never>;

  it('leaves the same whether it is kept or not, to the bit', () => {
    const [result, checkpoints] = kept(bars, options, 150);
    expect(left(result)).toEqual(left(whole));
    expect(checkpoints.map(({ moments }) => moments)).toEqual([150, 300, 400]);
  });

  it.each([1, 150, 300, 399, 400])('leaves the same where it goes on after bar %d', (moments) => {
    const [, [checkpoint]] = kept(bars, options, moments);
    expect(left(backtest(bars, { ...options, resume: checkpoint }) as BacktestResult<never>)).toEqual(left(whole));
  });

  it('goes on with bars that have come since, and is kept again', () => {
    const [, checkpoints] = kept(sliceBars(bars, 0, 120), options, 500);
    const later: Checkpoint[] = [];
    const checkpoint = { every: 100, save: (each: Checkpoint) => void later.push(each) };
    const result = backtest(bars, { ...options, resume: checkpoints[0], checkpoint });
    expect(left(result as BacktestResult<never>)).toEqual(left(whole));
    expect(later.map(({ moments }) => moments)).toEqual([200, 300, 400]);
    const [, straight] = kept(bars, options, 300);
    expect(later[1]).toEqual(straight[0]);
  });
});

it('does not ask again what was said before the checkpoint, unless the run cannot tell what it remembers', () => {
  const asks = (strategy: Strategy): number => {
    const [, [checkpoint]] = kept(bars, { ...common, strategy }, 300);
    asked = 0;
    backtest(bars, { ...common, strategy, resume: checkpoint });
    return asked;
  };
  expect([asks(columns), asks(ordering(true)), asks(ordering(false))]).toEqual([100, 100, 400]);
});

it('keeps runs over many instruments, and weights across them', () => {
  const other = walk(400, { symbol: 'Y', seed: 5 });
  const rows = Array.from(other.time.keys()).filter((i) => i % 7 !== 3);
  const gaps = barsOf(
    rows.map((i) => ({
      time: other.time[i],
      open: other.open[i],
      high: other.high[i],
      low: other.low[i],
      close: other.close[i],
      volume: 1,
    })),
    { instrument: 'Y', timeframe: bars.timeframe as '1m' },
  );
  const many = { [bars.symbol]: bars, Y: gaps };
  const weights = (i: number, out: Float64Array): boolean => i % 20 === 0 && out.fill((i % 3) / 6) !== undefined;
  const portfolio = { name: 'steps', over: () => ({ warmup: 10, weights }) };
  for (const options of [{ ...common, strategy: planning }, { portfolio }]) {
    const [result, [checkpoint]] = kept(many, options, 170);
    expect(result.fills.length).toBeGreaterThan(10);
    expect(left(backtest(many, { ...options, resume: checkpoint }) as BacktestResult<never>)).toEqual(left(result));
  }
});

describe('a checkpoint of another run is refused', () => {
  const options = { ...common, strategy: planning };
  const [, [checkpoint]] = kept(bars, options, 200);
  const otherBars = walk(400, { seed: 9 });
  it.each<[string, BarSeries, Partial<BacktestOptions>]>([
    ['the bars that were over are others', otherBars, {}],
    ['the data has 100 moments, and 200 were over', sliceBars(bars, 0, 100), {}],
    ['the strategy, its parameters or its code are others', bars, { strategy: columns }],
    ['the settings are others', bars, { capital: 1 }],
    ['the seed is another', bars, { seed: 3 }],
  ])('%s', (what, data, more) => {
    expect(() => backtest(data, { ...options, ...more, resume: checkpoint })).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_MISMATCH', what }),
    );
  });

  it('a strategy that does not answer as it did', () => {
    let turn = 1;
    const fickle = strategyOf('fickle', (series) => ({
      columns: {},
      warmup: 7,
      signal: (i) => turn * momentum(series, i),
    }));
    const [, [first]] = kept(bars, { ...common, strategy: fickle }, 200);
    turn = -1;
    expect(() => backtest(bars, { ...common, strategy: fickle, resume: first })).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_MISMATCH', what: 'the strategy answers otherwise on X' }),
    );
  });

  it('one that was changed', () => {
    const changed = { ...checkpoint, fillHash: checkpoint.orderHash } as Checkpoint;
    expect(() => backtest(bars, { ...options, resume: changed })).toThrow(/the fills are others/);
  });

  it.each([
    [{ resume: {} }, 'resume'],
    [{ resume: null }, 'resume'],
    [{ checkpoint: { every: 0, save: () => {} } }, 'every'],
    [{ checkpoint: { every: 10 } }, 'save'],
  ])('what is none: %j', (more, name) => {
    expect(() => backtest(bars, { ...options, ...(more as Partial<BacktestOptions>) })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', what: expect.stringContaining(name) }),
    );
  });
});
