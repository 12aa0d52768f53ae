import type { OrderBook, OrderRequest, SignalRun } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { doubtsOf, endsOf, fillsByOrder, ohlc, runOrders } from '../../fixtures/run-orders.ts';
import { fillsOf, rising, runScript } from '../../fixtures/run-script.ts';
import { fixedSlippage } from '../market/slippage.ts';
import type { BacktestOptions } from './options.ts';
import type { BacktestResult } from './result.ts';

const calm = [100, 100, 100, 100] as const;
type Row = readonly [open: number, high: number, low: number, close: number, volume?: number];

function meet(request: OrderRequest, rows: readonly Row[], options: Partial<BacktestOptions> = {}): BacktestResult {
  return runOrders(ohlc([calm, ...rows]), { 0: (book) => book.submit(request) }, options);
}

const buy = { type: 'stopLimit', quantity: 1, stopPrice: 102, limitPrice: 103 } as const;
const sell = { type: 'stopLimit', quantity: -1, stopPrice: 98, limitPrice: 97 } as const;

describe('trap 4: a gap over a stop-limit', () => {
  it('makes it a limit, which is never filled outside the bar', () => {
    const rows = [
      [105, 106, 104, 105],
      [105, 105, 102.5, 104],
    ] as const;
    expect(fillsOf(meet(buy, rows))).toEqual([[2, 1, 103]]);
  });

  it("fills where no price was by 'backtesting.py', and nowhere else", () => {
    const inside = [105, 106, 102.5, 105] as const;
    const theirs = { stopLimit: 'backtesting.py', queue: 'stopFirst' } as const;
    expect([fillsOf(meet(buy, [inside])), fillsOf(meet(buy, [inside], theirs))]).toEqual([
      [[1, 1, 103]],
      [[1, 1, 102]],
    ]);
  });

  it('makes it a limit for this bar too', () => {
    expect(fillsOf(meet(buy, [[105, 106, 102, 104]]))).toEqual([[1, 1, 103]]);
    expect(fillsOf(meet(buy, [[102.5, 106, 101, 104]]))).toEqual([[1, 1, 102.5]]);
  });

  it('mirrored, to sell', () => {
    const gap = [95, 96, 94, 95] as const;
    expect(fillsOf(meet(sell, [gap, [96, 98, 95, 97]]))).toEqual([[2, -1, 97]]);
    expect(fillsOf(meet(sell, [[95, 97, 94, 95]]))).toEqual([[1, -1, 97]]);
    expect(fillsOf(meet(sell, [[97.5, 98, 94, 95]]))).toEqual([[1, -1, 97.5]]);
  });
});

describe('trap 5: a stop that triggers while its limit cannot fill', () => {
  const behind = { ...buy, limitPrice: 101 };

  it('stays working, as a limit from the next bar on', () => {
    const rows = [
      [100, 103, 100, 102], // triggers; the low at 100 may have been before
      [101.5, 101.8, 100.5, 101],
    ] as const;
    const result = meet(behind, rows);
    expect([fillsOf(result), endsOf(result), doubtsOf(result)]).toEqual([[[2, 1, 101]], [[1, 'filled']], []]);
  });

  it('is reported as pending where the data ends first', () => {
    const result = meet(behind, [[100, 103, 100, 102]]);
    expect(result.pending.map(({ type, status }) => [type, status])).toEqual([['stopLimit', 'working']]);
  });

  it('fills at the stop where the limit allows that', () => {
    expect(fillsOf(meet(buy, [[100, 105, 99, 104]]))).toEqual([[1, 1, 102]]);
    expect(fillsOf(meet(sell, [[100, 101, 95, 96]]))).toEqual([[1, -1, 98]]);
  });

  it('is a limit also for what volume leaves of it', () => {
    const rows = [
      [100, 105, 99, 104, 4],
      [101, 101.5, 100, 101, 100], // below the stop, and good enough for the limit
    ] as const;
    expect(fillsOf(meet({ ...buy, quantity: 10 }, rows, { volumeLimit: 1 }))).toEqual([
      [1, 4, 102],
      [2, 6, 101],
    ]);
  });

  it('is a limit also where there was no volume at all', () => {
    const rows = [
      [100, 105, 99, 104, 0],
      [101, 101.5, 100, 101, 100],
    ] as const;
    expect(fillsOf(meet(buy, rows, { volumeLimit: 1 }))).toEqual([[2, 1, 101]]);
  });
});

it('a stop that triggers is an order at market: what volume leaves of it goes on at the next open', () => {
  const rows = [
    [100, 103, 99, 100, 4],
    [100, 101, 99, 100, 100],
  ] as const;
  expect(fillsOf(meet({ type: 'stop', quantity: 10, stopPrice: 102 }, rows, { volumeLimit: 1 }))).toEqual([
    [1, 4, 102],
    [2, 6, 100],
  ]);
});

describe('trap 13: an order of the last bar', () => {
  it.each([
    { type: 'market', quantity: 1 },
    { type: 'limit', quantity: 1, limitPrice: 200 },
    { type: 'stop', quantity: 1, stopPrice: 50 },
    { type: 'market', quantity: 1, at: 'close' },
    { type: 'trailingStop', quantity: 1, trail: { amount: 1 } },
  ] as const)('%o never fills, and is reported', (request) => {
    const result = runOrders(ohlc([calm, calm]), { 1: (book) => book.submit(request) });
    expect([result.fills, result.pending.map(({ createdBar }) => createdBar)]).toEqual([[], [1]]);
  });

  it('includes the legs of what the last bar filled, and orders that sleep', () => {
    const result = runOrders(ohlc([calm, calm]), {
      0: (book) => {
        book.submit({ type: 'market', quantity: 1, legs: { stop: 95, target: 105 } });
        const far = book.submit({ type: 'limit', quantity: 1, limitPrice: 50 });
        book.submit({ type: 'market', quantity: 1, after: far });
      },
    });
    expect(result.pending.map(({ id, type, source }) => [id, type, source])).toEqual([
      [2, 'limit', 'strategy'],
      [3, 'market', 'strategy'],
      [4, 'stop', 'leg'],
      [5, 'limit', 'leg'],
    ]);
  });
});

describe('trap 20: slippage outside the bar', () => {
  const flat = [100, 100, 99, 99] as const; // the open is the high
  const slippage = fixedSlippage(0.5);

  it.each([
    [{ type: 'market', quantity: 1 }, 'none', 100.5],
    [{ type: 'market', quantity: 1 }, 'bar', 100],
    [{ type: 'stop', quantity: 1, stopPrice: 100 }, 'none', 100.5],
    [{ type: 'stop', quantity: 1, stopPrice: 100 }, 'bar', 100],
    [{ type: 'stop', quantity: -1, stopPrice: 99.2 }, 'none', 98.7],
    [{ type: 'stop', quantity: -1, stopPrice: 99.2 }, 'bar', 99],
    [{ type: 'market', quantity: -1, at: 'close' }, 'none', 98.5],
    [{ type: 'market', quantity: -1, at: 'close' }, 'bar', 99],
  ] as const)('%o with cap %s fills at %d', (request, cap, price) => {
    expect(fillsOf(meet(request, [flat], { slippage, cap }))[0]![2]).toBeCloseTo(price, 12);
  });
});

describe('trap 21: slippage', () => {
  const slippage = fixedSlippage(0.5);

  it.each([
    ['a limit inside the bar', { type: 'limit', quantity: 1, limitPrice: 98 }, [100, 101, 97, 100], 98],
    ['a limit at a better open', { type: 'limit', quantity: 1, limitPrice: 98 }, [96, 97, 95, 96], 96],
    ['a sell limit', { type: 'limit', quantity: -1, limitPrice: 102 }, [100, 103, 99, 100], 102],
    ['a stop-limit', buy, [100, 105, 99, 104], 102],
  ] as const)('neither improves nor worsens %s', (_what, request, bar, price) => {
    expect(fillsOf(meet(request, [bar], { slippage }))[0]![2]).toBe(price);
  });

  it('is paid by protective stops and not by targets', () => {
    const request = { type: 'market', quantity: 1, legs: { stop: 95, target: 105 } } as const;
    expect(fillsOf(meet(request, [calm, [100, 106, 99, 100]], { slippage }))).toEqual([
      [1, 1, 100.5],
      [2, -1, 105],
    ]);
    expect(fillsOf(meet(request, [calm, [100, 101, 94, 100]], { slippage }))[1]).toEqual([2, -1, 94.5]);
  });

  it.each([
    [{ type: 'limit', quantity: 1, limitPrice: 98.1 }, [100, 101, 97, 100], 98],
    [{ type: 'limit', quantity: -1, limitPrice: 102.1 }, [100, 103, 99, 100], 102.25],
    [{ type: 'limit', quantity: 1, limitPrice: 96.2 }, [96.15, 97, 95, 96], 96], // an open off the tick
    [{ type: 'limit', quantity: -1, limitPrice: 104.05 }, [104.1, 105, 103, 104], 104.25],
  ] as const)('%o on ticks of a quarter in %o fills at %d: never beyond the limit', (request, bar, price) => {
    const bars = ohlc([calm, bar], { tickSize: 0.25 });
    expect(fillsOf(runOrders(bars, { 0: (book) => book.submit(request) }))[0]![2]).toBe(price);
  });
});

describe('trap 27: cancel and replace in one step', () => {
  const low = { type: 'limit', quantity: 1, limitPrice: 98 } as const;

  it('fills the new order alone, under an id of its own', () => {
    const ids: number[] = [];
    const result = runOrders(ohlc([calm, calm, [98, 99, 97, 98]]), {
      0: (book) => ids.push(book.submit(low)),
      1: (book) => ids.push(book.replace(1, { ...low, quantity: 2, limitPrice: 99 })),
    });
    expect([ids, fillsByOrder(result), endsOf(result)]).toEqual([
      [1, 2],
      [[2, 2, 2, 98]],
      [
        [1, 'cancelled', 'REPLACED'],
        [2, 'filled'],
      ],
    ]);
  });

  it('leaves the old order as it was where the new one is refused', () => {
    const replace = (book: OrderBook): void => {
      expect(() => book.replace(1, { ...low, limitPrice: NaN })).toThrow(
        expect.objectContaining({ code: 'INVALID_PRICE' }),
      );
    };
    const result = runOrders(ohlc([calm, calm, [98, 99, 97, 98]]), { 0: (book) => book.submit(low), 1: replace });
    expect(endsOf(result)).toEqual([[1, 'filled']]);
  });

  it('keeps a leg a leg: it protects what is held, and its partner cancels it', () => {
    const bars = ohlc([calm, calm, [100, 100, 97, 98], [98, 106, 98, 105]]);
    const result = runOrders(bars, {
      0: (book) => book.submit({ type: 'market', quantity: 3, legs: { stop: 98, target: 105 } }),
      1: (book) => book.replace(2, { type: 'stop', quantity: -99, stopPrice: 96 }),
    });
    expect([fillsByOrder(result), endsOf(result).slice(1)]).toEqual([
      [
        [1, 1, 3, 100],
        [3, 3, -3, 105],
      ],
      [
        [2, 'cancelled', 'REPLACED'],
        [3, 'filled'],
        [4, 'cancelled', 'POSITION_CLOSED'],
      ],
    ]);
    expect(result.orders[3]).toMatchObject({ source: 'leg', leg: 'stop', parentId: 1, quantity: -3 });
  });

  it('of a signal: a new target takes back the entry that works', () => {
    const plan: SignalRun['plan'] = ({ signal }) => ({ type: 'limit', limitPrice: signal > 0 ? 98 : 102 });
    const result = runScript(ohlc([calm, calm, [100, 103, 97, 100]]), [1, -1], {}, { plan });
    expect([fillsOf(result), endsOf(result)]).toEqual([
      [[2, -10, 102]],
      [
        [1, 'cancelled', 'REPLACED'],
        [2, 'filled'],
      ],
    ]);
  });
});

describe('trap 28: an order from inside a fill handler', () => {
  /** Sends an order when bar 1 fills the first one. */
  const onFirstFill = (
    send: (book: OrderBook) => unknown,
    rows: readonly Row[],
    first: OrderRequest = { type: 'market', quantity: 1 },
  ): BacktestResult => {
    let book: OrderBook;
    const start: SignalRun['start'] = (context) => void (book = context.book);
    const onFill: SignalRun['onFill'] = ({ orderId }) => void (orderId === 1 && send(book));
    return runOrders(ohlc([calm, ...rows]), { 0: (door) => door.submit(first) }, {}, { start, onFill });
  };
  const wide = [100, 110, 90, 100] as const;

  it.each([
    { type: 'market', quantity: -1 },
    { type: 'market', quantity: -1, at: 'close' },
    { type: 'limit', quantity: -1, limitPrice: 105 },
    { type: 'stop', quantity: -1, stopPrice: 95 },
    { type: 'stopLimit', quantity: -1, stopPrice: 95, limitPrice: 94 },
    { type: 'trailingStop', quantity: -1, trail: { amount: 2 } },
    { type: 'market', quantity: -1, after: 1 },
    { type: 'limit', quantity: -1, limitPrice: 105, after: 1 },
  ] as const)('%o fills on the next bar at the earliest', (request) => {
    const result = onFirstFill((book) => book.submit(request), [wide, wide]);
    expect(result.fills.map(({ bar }) => bar)).toEqual([1, 2]);
  });

  it('that replaces a leg which this fill made meets the next bar, too', () => {
    const move = (book: OrderBook): void => {
      const leg = book.working().find((order) => order.leg === 'stop');
      if (leg !== undefined) book.replace(leg.id, { type: 'stop', quantity: -1, stopPrice: 95 });
    };
    const first = { type: 'market', quantity: 1, legs: { stop: 80 } } as const;
    const result = onFirstFill(move, [wide, wide], first);
    expect(result.fills.map(({ bar, price }) => [bar, price])).toEqual([
      [1, 100],
      [2, 95],
    ]);
  });

  it('is not what an order triggers: a leg and an order after it may meet the bar of the fill', () => {
    const result = runOrders(ohlc([calm, wide]), {
      0: (book) => {
        const entry = book.submit({ type: 'market', quantity: 1 });
        book.submit({ type: 'limit', quantity: -1, limitPrice: 105, after: entry });
      },
    });
    expect(fillsByOrder(result)).toEqual([
      [1, 1, 1, 100],
      [2, 1, -1, 105],
    ]);
  });
});

it('a strategy that orders by name on every bar gets each of them at the next open', () => {
  const orders: SignalRun['orders'] = (_i, _account, book) => void book.submit({ type: 'market', quantity: 1 });
  expect(runScript(rising, [], {}, { orders }).fills.map(({ bar, price }) => [bar, price])).toEqual([
    [1, 12],
    [2, 14],
    [3, 16],
    [4, 18],
  ]);
});

describe('what hangs on another order', () => {
  it('is cancelled where that one ends without a fill', () => {
    const result = runOrders(ohlc([calm, calm, calm, calm]), {
      0: (book) => {
        const first = book.submit({ type: 'limit', quantity: 1, limitPrice: 50, timeoutBars: 1 });
        const second = book.submit({ type: 'market', quantity: 1, after: first });
        book.submit({ type: 'market', quantity: 1, after: second });
      },
    });
    expect(endsOf(result)).toEqual([
      [1, 'expired', 'EXPIRED'],
      [2, 'cancelled', 'PARENT_UNFILLED'],
      [3, 'cancelled', 'PARENT_UNFILLED'],
    ]);
  });

  it('by OCO is cancelled also where cash or the position gave the other one less than it asked for', () => {
    const result = runOrders(ohlc([calm, calm, [100, 106, 94, 100], calm]), {
      0: (book) => book.submit({ type: 'market', quantity: 2 }),
      1: (book) => {
        book.submit({ type: 'limit', quantity: -3, limitPrice: 105, ocoGroup: 'out', reduceOnly: true });
        book.submit({ type: 'limit', quantity: 9, limitPrice: 95, ocoGroup: 'out' });
      },
    });
    expect(endsOf(result).slice(1)).toEqual([
      [2, 'filled', 'REDUCE_ONLY'],
      [3, 'cancelled', 'OCO'],
    ]);
  });

  it('of a reversal with a plan: a stance that turns back takes the close back too', () => {
    const plan: SignalRun['plan'] = ({ signal }) => (signal < 0 ? { type: 'limit', limitPrice: 105 } : undefined);
    const flat = ohlc(Array.from({ length: 8 }, () => calm));
    const result = runScript(flat, [1, NaN, NaN, -1, 1], { latencyBars: 1 }, { plan });
    expect([fillsOf(result), endsOf(result).slice(1)]).toEqual([
      [[2, 10, 100]],
      [
        [2, 'cancelled', 'REPLACED'],
        [3, 'cancelled', 'REPLACED'],
      ],
    ]);
  });
});
