import type { OrderRequest } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { fillsByOrder, ohlc, runOrders } from '../../fixtures/run-orders.ts';
import { fillsOf } from '../../fixtures/run-script.ts';
import type { BacktestOptions } from '../backtesting/options.ts';

const calm = [100, 100, 100, 100] as const;
type Row = readonly [open: number, high: number, low: number, close: number];

function meet(request: OrderRequest, rows: readonly Row[], options: Partial<BacktestOptions>): number[][] {
  return fillsOf(runOrders(ohlc([calm, ...rows]), { 0: (book) => book.submit(request) }, options));
}

const theirs = {
  queue: 'stopFirst',
  stopLimit: 'backtesting.py',
  legs: 'entryBar',
  openDecides: false,
  costing: 'fifo',
} as const;
const backtrader = { queue: 'fifo', stopLimit: 'backtrader', legs: 'nextBar', legsFollow: 'order' } as const;

describe('one queue for the whole bar (rule 2)', () => {
  const stopAndMarket = (options: Partial<BacktestOptions>) =>
    fillsByOrder(
      runOrders(
        ohlc([calm, calm, [100, 101, 90, 92]]),
        {
          0: (book) => book.submit({ type: 'market', quantity: 1, legs: { stop: 95 } }),
          1: (book) => book.submit({ type: 'market', quantity: 1 }),
        },
        options,
      ),
    );

  it('knows no time inside the bar: a protective stop at the front fills before an order at the open', () => {
    expect(stopAndMarket(theirs).slice(1)).toEqual([
      [2, 2, -1, 95],
      [3, 2, 1, 100],
    ]);
  });

  it('by time the open comes first', () => {
    expect(stopAndMarket({}).slice(1)).toEqual([
      [3, 2, 1, 100],
      [2, 2, -1, 95],
    ]);
  });

  it('as submitted, with fifo, whatever the path', () => {
    const result = runOrders(
      ohlc([calm, [100, 110, 90, 100]]),
      {
        0: (book) => {
          book.submit({ type: 'limit', quantity: 1, limitPrice: 95 });
          book.submit({ type: 'market', quantity: 1 });
        },
      },
      backtrader,
    );
    expect(fillsByOrder(result).map(([id]) => id)).toEqual([1, 2]);
  });

  it('an order for the close waits for it, one for the open alone does not fill inside the bar', () => {
    expect(meet({ type: 'market', quantity: 1, at: 'close' }, [[100, 110, 90, 105]], backtrader)).toEqual([
      [1, 1, 105],
    ]);
    expect(meet({ type: 'limit', quantity: 1, limitPrice: 95, at: 'open' }, [[100, 110, 90, 105]], backtrader)).toEqual(
      [],
    );
    expect(
      meet({ type: 'limit', quantity: 1, limitPrice: 101, at: 'open' }, [[100, 110, 90, 105]], backtrader),
    ).toEqual([[1, 1, 100]]);
  });
});

describe('prices of a queue', () => {
  it.each([
    ['a limit', { type: 'limit', quantity: 1, limitPrice: 98 }, [100, 101, 97, 99], 98],
    ['a limit and a better open', { type: 'limit', quantity: 1, limitPrice: 98 }, [96, 101, 95, 99], 96],
    ['a stop', { type: 'stop', quantity: 1, stopPrice: 102 }, [100, 103, 97, 99], 102],
    ['a stop and a worse open', { type: 'stop', quantity: 1, stopPrice: 102 }, [104, 105, 97, 99], 104],
    ['a sell stop', { type: 'stop', quantity: -1, stopPrice: 98 }, [100, 103, 97, 99], 98],
  ] as const)('%s', (_what, request, bar, price) => {
    expect(meet(request, [bar], backtrader)).toEqual([[1, request.quantity, price]]);
  });

  describe('of a stop-limit by backtrader (rule 6)', () => {
    const behind = { type: 'stopLimit', quantity: 1, stopPrice: 102, limitPrice: 101 } as const;
    it.each([
      ['its stop, where the limit allows that', { ...behind, limitPrice: 103 }, [100, 105, 99, 104], 102],
      ['the open that gaps over the stop, or the limit', { ...behind, limitPrice: 105 }, [104, 106, 103, 104], 104],
      ['its limit where the bar falls back to it', behind, [101.5, 103, 100, 100.5], 101],
      ['nothing where the bar closes above its open', behind, [100, 103, 100, 100.5], undefined],
    ] as const)('%s', (_what, request, bar, price) => {
      expect(meet(request, [bar], backtrader)).toEqual(price === undefined ? [] : [[1, 1, price]]);
    });

    it('to sell, mirrored', () => {
      const sell = { type: 'stopLimit', quantity: -1, stopPrice: 98, limitPrice: 99 } as const;
      expect(meet(sell, [[98.5, 100, 97, 99.5]], backtrader)).toEqual([[1, -1, 99]]);
    });
  });

  describe('of a stop-limit by backtesting.py (rule 6)', () => {
    const request = { type: 'stopLimit', quantity: 1, stopPrice: 102, limitPrice: 103 } as const;
    it.each([
      ['its stop', request, [100, 105, 99, 104], 102],
      ['its stop also where the market opened beyond it', request, [105, 106, 102.5, 104], 102],
      [
        'nothing in this bar where its limit lies behind',
        { ...request, limitPrice: 101 },
        [100, 105, 99, 104],
        undefined,
      ],
    ] as const)('%s', (_what, asked, bar, price) => {
      expect(meet(asked, [bar], theirs)).toEqual(price === undefined ? [] : [[1, 1, price]]);
    });
  });
});

describe('legs in the bar of their entry (rule 8)', () => {
  const legs = { stop: 95, target: 105 };
  const wide = [100, 106, 94, 100] as const;
  const up = [100, 106, 99, 100] as const;

  it.each([
    ['market: at once, the stop first', { type: 'market', quantity: 1, legs }, wide, 95],
    ['market: at once, the target', { type: 'market', quantity: 1, legs }, up, 105],
    ['stop: where the target alone was touched', { type: 'stop', quantity: 1, stopPrice: 102, legs }, up, 105],
    ['stop: not where both were', { type: 'stop', quantity: 1, stopPrice: 102, legs }, wide, undefined],
    ['limit: never', { type: 'limit', quantity: 1, limitPrice: 99.5, legs }, up, undefined],
  ] as const)('by backtesting.py, %s', (_what, request, bar, exit) => {
    expect(meet(request, [bar], theirs)[1]?.[2]).toBe(exit);
  });

  it('by backtrader wait for the next bar, and are tried as submitted', () => {
    const fills = meet({ type: 'market', quantity: 1, legs }, [wide, wide], backtrader);
    expect(fills).toEqual([
      [1, 1, 100],
      [2, -1, 95],
    ]);
  });
});
