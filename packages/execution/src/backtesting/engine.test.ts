import {
  barsOf,
  CANCEL,
  instrument,
  type Bar,
  type BarSeries,
  type OrderBook,
  type SignalRun,
} from '@tidemark/core-market';
import { fixedQuantity, percentOfEquity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { bps, commission } from '../market/commission.ts';
import { fixedSlippage } from '../market/slippage.ts';
import { Portfolio } from '../portfolio.ts';
import { backtest } from './engine.ts';
import type { BacktestOptions } from './options.ts';
import type { BacktestResult } from './result.ts';

const MINUTE = 60_000;

/** Minute bars from [open, close] pairs; high and low are the outer two. */
function bars(...prices: [open: number, close: number][]): BarSeries {
  const rows = prices.map(([open, close], i): Bar => {
    return { time: i * MINUTE, open, high: Math.max(open, close), low: Math.min(open, close), close, volume: 1_000 };
  });
  return barsOf(rows, { instrument: 'X', timeframe: '1m' });
}

/** A strategy that says these signals, bar by bar, and NaN afterwards. */
function says(signals: readonly number[], more: Partial<SignalRun> = {}): BacktestOptions['strategy'] {
  return { name: 'script', over: () => ({ columns: {}, warmup: 0, signal: (i) => signals[i] ?? NaN, ...more }) };
}

function run(
  series: BarSeries,
  signals: readonly number[],
  options: Partial<BacktestOptions> = {},
  more: Partial<SignalRun> = {},
): BacktestResult {
  return backtest(series, { strategy: says(signals, more), sizer: fixedQuantity(10), capital: 10_000, ...options });
}

/** [bar, quantity, price] of each fill. */
const fillsOf = ({ fills }: BacktestResult): number[][] =>
  fills.map(({ bar, quantity, price }) => [bar, quantity, price]);

const rising = bars([10, 11], [12, 13], [14, 15], [16, 17], [18, 19]);

describe('time (rule 0)', () => {
  it('fills a decision at the next open', () => {
    expect(fillsOf(run(rising, [1]))).toEqual([[1, 10, 12]]);
  });

  it('waits latencyBars longer', () => {
    expect(fillsOf(run(rising, [1], { latencyBars: 2 }))).toEqual([[3, 10, 16]]);
  });

  it('does not ask a strategy before its warm-up', () => {
    expect(fillsOf(run(rising, [1, 1, 1, 1], {}, { warmup: 2 }))).toEqual([[3, 10, 16]]);
  });

  it("asks one bar later with firstCall: 'ready+1'", () => {
    expect(fillsOf(run(rising, [1, 1, 1, 1], { firstCall: 'ready+1' }, { warmup: 1 }))).toEqual([[3, 10, 16]]);
  });

  it('never fills an order of the last bar, and reports it as pending', () => {
    const result = run(rising, [NaN, NaN, NaN, NaN, 1]);
    expect([result.fills.length, result.pending.map(({ createdBar }) => createdBar)]).toEqual([0, [4]]);
  });
});

describe('signals and stance (S1-S7)', () => {
  it.each([20, -1.5, Infinity])('refuses a signal of %d, with its bar', (signal) => {
    expect(() => run(rising, [0, signal])).toThrow(
      expect.objectContaining({ code: 'SIGNAL_OUT_OF_RANGE', where: expect.stringContaining('bar 1') }),
    );
  });

  it('takes -0 for flat', () => {
    expect(fillsOf(run(rising, [1, -0]))).toEqual([
      [1, 10, 12],
      [2, -10, 14],
    ]);
  });

  it('keeps the stance on NaN', () => {
    expect(fillsOf(run(rising, [1, NaN, NaN, 0]))).toEqual([
      [1, 10, 12],
      [4, -10, 18],
    ]);
  });

  it('holds the quantity on a repeat, whatever the equity does', () => {
    expect(fillsOf(run(rising, [1, 1, 1, 1], { sizer: percentOfEquity(0.5) })).length).toBe(1);
  });

  it('takes signals within minChange for repeats, and larger ones for changes', () => {
    const quantities = (minChange: number): number[] =>
      run(rising, [0.5, 0.59, 0.8], { minChange }).fills.map(({ quantity }) => quantity);
    expect([quantities(0.1), quantities(0.5)]).toEqual([[5, 3], [5]]);
  });

  it('compares with the last answered signal, so that small steps add up', () => {
    const fills = run(rising, [0.5, 0.55, 0.61]).fills.map(({ quantity }) => quantity);
    expect(fills).toEqual([5, expect.closeTo(1.1, 12)]);
  });

  it("trades toward the target on every bar with act: { every: 'bar' }", () => {
    const result = run(rising, [1, 1, 1, 1], { act: { every: 'bar', band: 0 }, sizer: percentOfEquity(0.5) });
    expect(result.fills.length).toBe(4);
  });

  it('leaves a position alone that is within the band', () => {
    const result = run(rising, [1, 1, 1, 1], { act: { every: 'bar', band: 0.9 }, sizer: percentOfEquity(0.5) });
    expect(result.fills.length).toBe(1);
  });

  it('acts on the first bar of each frame with a timeframe', () => {
    const result = run(rising, [1, -1, 1, -1], { act: { every: '2m', band: 0 } });
    expect(result.orders.map(({ createdBar }) => createdBar)).toEqual([0]); // bar 2 says 1 again: nothing to do
  });

  it('rounds toward zero to the lot; what rounds to nothing is refused once', () => {
    const lots = { ...rising, instrument: instrument('X', { lotSize: 10 }) };
    const result = run(lots, [0.5, 0.5, 1], {});
    expect(result.refused).toMatchObject([{ bar: 0, signal: 0.5, reason: 'SIZE_ROUNDS_TO_ZERO' }]);
    expect(fillsOf(result)).toEqual([[3, 10, 16]]);
  });

  it('cancels a working entry when the target changes', () => {
    const result = run(rising, [1, -1], { latencyBars: 1 });
    expect(result.orders.map(({ status, reason, quantity }) => [status, reason, quantity])).toEqual([
      ['cancelled', 'REPLACED', 10],
      ['filled', undefined, -10],
    ]);
  });

  it('lets manage replace the signal, also where it was NaN', () => {
    const manage: SignalRun['manage'] = (signal, { barsHeld }) => (barsHeld >= 2 ? 0 : signal);
    expect(fillsOf(run(rising, [1], {}, { manage }))).toEqual([
      [1, 10, 12],
      [3, -10, 16],
    ]);
  });
});

describe('reversal and trades (S8, rule 13)', () => {
  const flip = run(rising, [1, -1], { commission: bps(100) });

  it('is one order and two fills: the close first', () => {
    expect(flip.fills.map(({ orderId, quantity, effect }) => [orderId, quantity, effect])).toEqual([
      [1, 10, 'open'],
      [2, -10, 'close'],
      [2, -10, 'open'],
    ]);
  });

  it('charges each fill', () => {
    expect(flip.fills.map((fill) => fill.commission)).toEqual([1.2, 1.4, 1.4].map((money) => expect.closeTo(money)));
  });

  it('reports the trade gross and net', () => {
    expect(flip.trades).toMatchObject([
      { grossProfit: 20, commission: expect.closeTo(2.6), netProfit: expect.closeTo(17.4), barsHeld: 1 },
    ]);
  });

  it('shows the new position as an open trade', () => {
    expect(flip.openTrades).toMatchObject([{ quantity: -10, open: true, exitPrice: 19 }]);
  });
});

describe('cash and margin (rule 12)', () => {
  const gap = bars([100, 100], [200, 200], [200, 200]);

  it('shrinks a sized order to what the fill price leaves affordable, and records it', () => {
    const result = run(gap, [1], { sizer: percentOfEquity(1), capital: 1_000 });
    expect(fillsOf(result)).toEqual([[1, 5, 200]]);
    expect(result.orders[0]).toMatchObject({ quantity: 10, filledQuantity: 5, reason: 'SHRUNK_TO_CASH' });
  });

  it('rejects it instead when asked to', () => {
    const result = run(gap, [1], { sizer: percentOfEquity(1), capital: 1_000, insufficient: 'reject' });
    expect(result.orders).toMatchObject([{ status: 'rejected', reason: 'INSUFFICIENT_CASH', filledQuantity: 0 }]);
  });

  it('rejects an explicit quantity, once: it counts as answered', () => {
    const plan = (): { quantity: number } => ({ quantity: 50 });
    const result = run(gap, [1, 1], { capital: 1_000 }, { plan });
    expect(result.orders).toMatchObject([{ status: 'rejected', reason: 'INSUFFICIENT_CASH' }]);
  });

  it('always lets a position close, whatever it costs', () => {
    const crash = bars([100, 100], [100, 100], [1, 1], [1, 1]);
    const result = run(crash, [1, 0], { capital: 1_005, commission: commission({ fixed: 4 }) });
    expect(result.fills.map(({ effect }) => effect)).toEqual(['open', 'close']);
  });

  it('closes on a reversal even where the opening part is not affordable', () => {
    const result = run(bars([100, 100], [100, 40], [40, 40]), [1, -1], { capital: 1_000, insufficient: 'reject' });
    expect(fillsOf(result)).toEqual([
      [1, 10, 100],
      [2, -10, 40],
      [2, -10, 40],
    ]);
    const costly = run(bars([100, 100], [100, 40], [40, 40]), [1, -1], {
      capital: 1_002,
      commission: commission({ fixed: 1 }),
      insufficient: 'reject',
    });
    expect(costly.orders[1]).toMatchObject({ filledQuantity: -10, reason: 'INSUFFICIENT_CASH' });
  });
});

describe('slippage (rule 10)', () => {
  it('is adverse on entry and on exit', () => {
    expect(fillsOf(run(rising, [1, 0], { slippage: fixedSlippage(0.5) }))).toEqual([
      [1, 10, 12.5],
      [2, -10, 13.5],
    ]);
  });

  it('is recorded with each fill', () => {
    expect(run(rising, [1], { slippage: fixedSlippage(0.5) }).fills[0]!.slippage).toBe(0.5);
  });
});

describe('onClose (rule 3)', () => {
  const result = run(rising, [1, NaN, 0], { onClose: true });

  it('fills at the close that decided', () => {
    expect(fillsOf(result)).toEqual([
      [0, 10, 11],
      [2, -10, 15],
    ]);
  });

  it('says so', () => {
    expect(result.warnings.map(({ code }) => code)).toEqual(['FILLS_ON_CLOSE']);
  });
});

describe('the end (rule 17)', () => {
  it('marks an open position at the last close', () => {
    expect(run(rising, [1]).finalEquity).toBe(10_000 + 10 * (19 - 12));
  });

  it("closes it there, with commission, on finalize: 'close'", () => {
    const result = run(rising, [1], { finalize: 'close', commission: bps(100) });
    expect(result.finalEquity).toBeCloseTo(10_000 + 70 - 1.2 - 1.9, 9);
    expect([result.openTrades, result.orders.at(-1)!.source]).toEqual([[], 'engine']);
  });

  it('has nothing to say of no bars', () => {
    const empty = run(bars(), []);
    expect([empty.finalEquity, empty.trades, empty.warnings.map(({ code }) => code)]).toEqual([
      10_000,
      [],
      ['NEVER_WARM'],
    ]);
  });
});

describe('ruin (rule 16)', () => {
  const doubling = bars([10, 10], [10, 10], [10, 25], [30, 30], [5, 5]);
  const result = run(doubling, [-1], { capital: 100 });

  it('stops a short whose price more than doubles, and leaves 0', () => {
    expect([...result.equity.equity]).toEqual([100, 100, 0, 0, 0]);
  });

  it('says so, with what is owed', () => {
    expect(result.warnings).toMatchObject([{ code: 'RUINED', what: expect.stringContaining('50') }]);
  });

  it('closes the position at that close', () => {
    expect(fillsOf(result).at(-1)).toEqual([2, 10, 25]);
  });
});

describe('the explicit door', () => {
  const buyOnce = (i: number, _account: unknown, book: OrderBook): void => {
    if (i === 1) book.submit({ type: 'market', quantity: 3, tag: 'grid' });
  };

  it('fills what is submitted at the next open', () => {
    const result = run(rising, [], {}, { orders: buyOnce });
    expect(fillsOf(result)).toEqual([[2, 3, 14]]);
    expect(result.orders[0]).toMatchObject({ source: 'strategy', tag: 'grid' });
  });

  it('cancels and replaces what works', () => {
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i === 0) book.submit({ type: 'market', quantity: 1 });
      if (i === 1) book.replace(book.working()[0]!.id, { type: 'market', quantity: 2 });
      if (i === 2) answers.push(book.cancel(2), book.cancel(2), book.working().length);
    };
    const answers: unknown[] = [];
    const result = run(rising, [], { latencyBars: 3 }, { orders });
    expect(answers).toEqual([true, false, 0]);
    expect(result.orders.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  });

  it('fills on the next bar what is submitted from inside a fill handler', () => {
    let book: OrderBook;
    const start: SignalRun['start'] = (context) => void (book = context.book);
    const onFill: SignalRun['onFill'] = ({ bar }) => void (bar < 3 && book.submit({ type: 'market', quantity: 1 }));
    expect(fillsOf(run(rising, [1], {}, { start, onFill }))).toEqual([
      [1, 10, 12],
      [2, 1, 14],
      [3, 1, 16],
    ]);
  });

  it('fills reductions before increases', () => {
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i === 0) book.submit({ type: 'market', quantity: 10 });
      if (i !== 1) return;
      book.submit({ type: 'market', quantity: 5 });
      book.submit({ type: 'market', quantity: -10 });
    };
    const result = run(rising, [], { capital: 141 }, { orders });
    expect(result.fills.map(({ bar, quantity }) => [bar, quantity])).toEqual([
      [1, 10],
      [2, -10],
      [2, 5],
    ]);
  });

  it('never lets a reduce-only order open', () => {
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i === 0) book.submit({ type: 'market', quantity: 3 });
      if (i === 1) book.submit({ type: 'market', quantity: -5, reduceOnly: true });
    };
    const result = run(rising, [], {}, { orders });
    expect([result.fills.map(({ quantity }) => quantity), result.orders[1]!.reason]).toEqual([[3, -3], 'REDUCE_ONLY']);
  });

  it.each([
    [{ type: 'limit', quantity: 1, limitPrice: 10 } as const, 'ORDER_TYPE_UNSUPPORTED'],
    [{ type: 'market', quantity: 1, timeInForce: 'IOC' } as const, 'ORDER_TYPE_UNSUPPORTED'],
    [{ type: 'market', quantity: 0 } as const, 'INVALID_QUANTITY'],
    [{ type: 'market', quantity: NaN } as const, 'INVALID_QUANTITY'],
  ])('refuses %o', (request, code) => {
    const orders: SignalRun['orders'] = (_i, _account, book) => void book.submit(request);
    expect(() => run(rising, [], {}, { orders })).toThrow(expect.objectContaining({ code }));
  });
});

describe('plan', () => {
  it('sets the quantity of an entry and is not asked for an exit', () => {
    const asked: number[] = [];
    const plan: SignalRun['plan'] = (_intent, _position, i) => (asked.push(i), { quantity: 4 });
    expect([fillsOf(run(rising, [1, NaN, 0], {}, { plan })), asked]).toEqual([
      [
        [1, 4, 12],
        [3, -4, 16],
      ],
      [0],
    ]);
  });

  it('may give an entry up', () => {
    const plan: SignalRun['plan'] = () => CANCEL;
    expect(run(rising, [1, 1], {}, { plan }).orders).toEqual([]);
  });

  it('is asked again while its entry works: it may change it, or give it up', () => {
    const answers = [{ quantity: 4 }, { quantity: 6 }, CANCEL] as const;
    const plan: SignalRun['plan'] = (_intent, _position, i) => answers[i];
    const result = run(rising, [1, 1, 1], { latencyBars: 3 }, { plan });
    expect(result.orders.map(({ quantity, status, reason }) => [quantity, status, reason])).toEqual([
      [4, 'cancelled', 'REPLACED'],
      [6, 'cancelled', 'GIVEN_UP'],
    ]);
  });

  it.each([{ type: 'limit', limitPrice: 9 } as const, { stop: 9 }, { target: 20 }])(
    'refuses %o: market orders only',
    (answer) => {
      expect(() => run(rising, [1], {}, { plan: () => answer })).toThrow(
        expect.objectContaining({ code: 'ORDER_TYPE_UNSUPPORTED' }),
      );
    },
  );
});

describe('what a run is shown and told', () => {
  it('shows live views at the start', () => {
    const seen: number[][] = [];
    let account: { equity: number; cash: number; position: { quantity: number } };
    const start: SignalRun['start'] = (context) => void (account = context.account);
    const signal = (i: number): number => (
      seen.push([account.cash, account.equity, account.position.quantity]),
      i === 0 ? 1 : NaN
    );
    run(rising, [], {}, { start, signal });
    expect(seen.slice(0, 2)).toEqual([
      [10_000, 10_000, 0],
      [9_880, 10_010, 10],
    ]);
  });

  it('tells fills and orders before the decision on that bar, and the end', () => {
    const events: string[] = [];
    run(
      rising,
      [],
      {},
      {
        signal: (i) => (events.push(`signal ${i}`), i === 0 ? 1 : NaN),
        onFill: ({ bar }) => events.push(`fill ${bar}`),
        onOrder: ({ status }) => events.push(status),
        stop: () => events.push('stop'),
      },
    );
    expect(events.slice(0, 4)).toEqual(['signal 0', 'fill 1', 'filled', 'signal 1']);
    expect(events.at(-1)).toBe('stop');
  });

  it('tells listeners everything, in order', () => {
    const events: string[] = [];
    const on = {
      bar: (i: number) => events.push(`bar ${i}`),
      signal: (value: number) => events.push(`signal ${value}`),
      order: ({ status }: { status: string }) => events.push(status),
      fill: () => events.push('fill'),
      position: ({ quantity }: { quantity: number }) => events.push(`position ${quantity}`),
      equity: (equity: number) => events.push(`equity ${equity}`),
    };
    run(bars([10, 10], [10, 10]), [1], { on });
    expect(events).toEqual([
      'bar 0',
      'equity 10000',
      'signal 1',
      'working',
      'fill',
      'position 10',
      'filled',
      'bar 1',
      'equity 10000',
    ]);
  });
});

describe('the record (rule 18)', () => {
  const options = { commission: bps(2), seed: 7 };
  const result = run(rising, [1, -1, 0], options);

  it('has the same hashes on every run, and others when anything differs', () => {
    const { orderHash, fillHash } = result.manifest;
    const again = run(rising, [1, -1, 0], options).manifest;
    const other = run(rising, [1, -1, 0], { ...options, commission: bps(3) }).manifest;
    expect([again.orderHash, again.fillHash]).toEqual([orderHash, fillHash]);
    expect([other.orderHash === orderHash, other.fillHash === fillHash]).toEqual([true, false]);
  });

  it('names everything that made the run', () => {
    expect(result.manifest).toMatchObject({
      profile: 'tidemark-1',
      data: [{ symbol: 'X', timeframe: '1m', bars: 5, from: 0, to: 300_000 }],
      strategy: { name: 'script', params: {} },
      settings: {
        capital: 10_000,
        commission: 'bps(2)',
        slippage: 'noSlippage',
        sizer: 'fixedQuantity(10)',
        act: 'change',
      },
      seed: 7,
    });
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(result.manifest))).toEqual(result.manifest);
  });

  it('gives the same equity to the bit when its fills are replayed', () => {
    const portfolio = new Portfolio(10_000);
    for (const fill of result.fills) portfolio.apply(fill, rising.instrument);
    expect(portfolio.equity(() => 19)).toBe(result.finalEquity);
  });
});

describe('options', () => {
  const strategy = says([]);
  it.each([
    [{ strategy, capitl: 5 }, 'UNKNOWN_OPTION', 'did you mean capital?'],
    [{ strategy, capital: -5 }, 'INVALID_OPTION', 'money'],
    [{ strategy, latencyBars: 0.5 }, 'INVALID_OPTION', 'whole bars'],
    [{ strategy, cap: 'wick' }, 'INVALID_OPTION', "'none' or 'bar'"],
    [{ strategy, act: { every: 'bar', band: 5 } }, 'INVALID_OPTION', '0.05 is 5 %'],
    [{ strategy, onClose: true, latencyBars: 1 }, 'INVALID_OPTION', 'onClose'],
    [{ strategy, commission: 0.1 }, 'INVALID_COMMISSION', '0.001'],
    [{ strategy: () => strategy }, 'INVALID_STRATEGY', 'make one with parameters'],
    [{}, 'INVALID_STRATEGY', 'defineStrategy'],
  ])('refuses %o', (options, code, fix) => {
    expect(() => backtest(rising, options as unknown as BacktestOptions)).toThrow(
      expect.objectContaining({ code, fix: expect.stringContaining(fix) }),
    );
  });
});

it('fails loudly when the equity is not a number', () => {
  const broken = { name: 'broken', commission: () => NaN };
  expect(() => run(rising, [1], { commission: broken })).toThrow(expect.objectContaining({ code: 'NAN_EQUITY' }));
});

it('refuses a sizer that answers no size', () => {
  const sizer = { name: 'odd', quantity: () => -1 };
  expect(() => run(rising, [1], { sizer })).toThrow(
    expect.objectContaining({ code: 'INVALID_SIZE', where: 'odd, bar 0' }),
  );
});
