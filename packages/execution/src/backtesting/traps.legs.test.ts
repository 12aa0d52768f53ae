import type { OrderRequest } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { doubtsOf, endsOf, fillsByOrder, ohlc, runOrders } from '../../fixtures/run-orders.ts';
import { fillsOf, runScript } from '../../fixtures/run-script.ts';
import type { BacktestOptions } from './options.ts';
import type { BacktestResult } from './result.ts';

const calm = [100, 100, 100, 100] as const;
type Row = readonly [open: number, high: number, low: number, close: number, volume?: number];

/** Submits one order after the close of bar 0, which is at 100, and shows it the bars that follow. */
function meet(request: OrderRequest, rows: readonly Row[], options: Partial<BacktestOptions> = {}): BacktestResult {
  return runOrders(ohlc([calm, ...rows]), { 0: (book) => book.submit(request) }, options);
}

describe('trap 1: stop and target in the same bar', () => {
  const long = { type: 'market', quantity: 1, legs: { stop: 95, target: 110 } } as const;
  const short = { type: 'market', quantity: -1, legs: { stop: 105, target: 95 } } as const;
  const wide = [100, 112, 94, 101] as const; // the low is nearer to the open

  it('is the stop, and is written down', () => {
    const result = meet(long, [calm, wide]);
    expect([fillsOf(result), doubtsOf(result)]).toEqual([
      [
        [1, 1, 100],
        [2, -1, 95],
      ],
      [[2, 'stopAndTarget', 2]],
    ]);
    expect(endsOf(result)).toEqual([
      [1, 'filled'],
      [2, 'filled'],
      [3, 'cancelled', 'POSITION_CLOSED'],
    ]);
  });

  it.each([
    [long, { sameBar: 'stop' }, 95],
    [long, { sameBar: 'nearest' }, 95], // 6 down, 12 up
    [long, { sameBar: 'optimistic' }, 110],
    [short, { sameBar: 'stop' }, 105],
    [short, { sameBar: 'nearest' }, 95], // the low first, which is where a short has its target
    [short, { sameBar: 'optimistic' }, 95],
  ] as const)('%o with %o leaves at %d', (request, options, price) => {
    const result = meet(request, [calm, wide], options);
    expect([fillsOf(result)[1]![2], doubtsOf(result).length]).toEqual([price, 1]);
  });

  it('is decided by an open beyond the target, and by one beyond the stop', () => {
    const above = meet(long, [calm, [111, 112, 94, 101]]);
    expect([fillsOf(above)[1], doubtsOf(above)]).toEqual([[2, -1, 111], []]);
    const below = meet(long, [calm, [94, 112, 93, 101]]);
    expect([fillsOf(below)[1], doubtsOf(below)]).toEqual([[2, -1, 94], []]);
  });

  it('is the stop even then where the open does not decide', () => {
    const result = meet(long, [calm, [111, 112, 94, 101]], { openDecides: false });
    expect([fillsOf(result)[1], doubtsOf(result)]).toEqual([[2, -1, 95], [[2, 'stopAndTarget', 2]]]);
  });
});

describe('trap 2: an exit in the bar of the entry', () => {
  const legs = { stop: 95, target: 105 };
  const market = { type: 'market', quantity: 1, legs } as const;
  const limit = { type: 'limit', quantity: 1, limitPrice: 98, legs } as const;
  const stop = { type: 'stop', quantity: 1, stopPrice: 102, legs } as const;
  const stopLimit = { type: 'stopLimit', quantity: 1, stopPrice: 102, limitPrice: 103, legs } as const;
  const nothing = undefined;

  it.each([
    // At the open the legs live for the whole bar.
    ['market', market, [100, 103, 94, 102], 100, 95, 0],
    ['market', market, [100, 106, 96, 101], 100, 105, 0],
    ['market', market, [100, 106, 94, 101], 100, 95, 1],
    ['gapped limit', limit, [97, 106, 96, 100], 97, 105, 0],
    ['gapped stop', stop, [103, 104, 94, 100], 103, 95, 0],
    ['gapped stop-limit', stopLimit, [102.5, 104, 94, 100], 102.5, 95, 0],
    // A limit is met on the way down: the stop lies behind it, the target may have been before.
    ['limit', limit, [100, 101, 94, 99], 98, 95, 0],
    ['limit', limit, [100, 106, 97, 104], 98, nothing, 1],
    ['limit', limit, [100, 106, 97, 105.5], 98, 105, 0],
    ['limit', limit, [100, 106, 94, 104], 98, 95, 1],
    ['limit', limit, [100, 104, 97, 99], 98, nothing, 0],
    // A stop is met on the way up: the target lies behind it, the protective stop may have been before.
    ['stop', stop, [100, 106, 99, 103], 102, 105, 0],
    ['stop', stop, [100, 103, 94, 102], 102, nothing, 1],
    ['stop', stop, [100, 103, 94, 94.5], 102, 95, 0],
    ['stop', stop, [100, 106, 94, 103], 102, 95, 1],
    ['stop-limit', stopLimit, [100, 106, 99, 103], 102, 105, 0],
    ['stop-limit', stopLimit, [100, 103, 94, 102], 102, nothing, 1],
  ] as const)('%s: %o in %o enters at %d and leaves at %s', (_name, request, bar, entry, exit, doubts) => {
    const result = meet(request, [bar]);
    expect(fillsOf(result)).toEqual([[1, 1, entry], ...(exit === undefined ? [] : [[1, -1, exit]])]);
    expect(result.ambiguities.length).toBe(doubts);
  });

  it.each([
    [{ type: 'limit', quantity: -1, limitPrice: 102, legs: { stop: 105, target: 95 } }, [100, 106, 99, 101], 102, 105],
    [{ type: 'stop', quantity: -1, stopPrice: 98, legs: { stop: 105, target: 95 } }, [100, 101, 94, 97], 98, 95],
  ] as const)('short: %o in %o', (request, bar, entry, exit) => {
    expect(fillsOf(meet(request, [bar]))).toEqual([
      [1, -1, entry],
      [1, 1, exit],
    ]);
  });

  it('that is possible and not certain: nothing, the worse or the better, as asked', () => {
    const exits = (request: OrderRequest, bar: Row): unknown[] =>
      (['none', 'stop', 'target'] as const).map((uncertain) => fillsOf(meet(request, [bar], { uncertain }))[1]?.[2]);
    expect(exits(limit, [100, 106, 97, 104])).toEqual([nothing, nothing, 105]);
    expect(exits(stop, [100, 103, 94, 102])).toEqual([nothing, 95, nothing]);
    expect(exits(stop, [100, 106, 94, 103])).toEqual([95, 95, 105]);
  });

  it('is at the price of the entry where that is beyond the leg: never at one that the bar did not have', () => {
    // The stop of the short is counted from the close at 100; the trailing stop that opens it has risen to 102.
    const request = { type: 'trailingStop', quantity: -1, trail: { amount: 2 }, legs: { stop: 101 } } as const;
    const result = meet(request, [
      [100, 104, 100, 104],
      [104, 104, 102, 103],
    ]);
    expect([fillsOf(result), doubtsOf(result)]).toEqual([
      [
        [2, -1, 102],
        [2, 1, 102],
      ],
      [],
    ]);
  });

  it("waits for the next bar with legs: 'nextBar'", () => {
    const result = meet(
      market,
      [
        [100, 106, 94, 101],
        [101, 106, 100, 105],
      ],
      { legs: 'nextBar' },
    );
    expect(fillsOf(result)).toEqual([
      [1, 1, 100],
      [2, -1, 105],
    ]);
  });
});

describe('trap 3: a gap', () => {
  const long = { type: 'market', quantity: 1, legs: { stop: 95, target: 110 } } as const;

  it.each([
    ['the protective stop', long, [90, 92, 88, 91], 90],
    ['the target', long, [115, 116, 114, 115], 115],
    ['the stop of a short', { ...long, quantity: -1, legs: { stop: 110, target: 95 } }, [115, 116, 114, 115], 115],
  ] as const)('through %s is filled at the open', (_what, request, bar, price) => {
    expect(fillsOf(meet(request, [calm, bar]))[1]![2]).toBe(price);
  });

  it.each([
    ['a buy limit', { type: 'limit', quantity: 1, limitPrice: 98 }, [96, 97, 95, 96], 96],
    ['a sell limit', { type: 'limit', quantity: -1, limitPrice: 102 }, [104, 105, 103, 104], 104],
    ['a buy stop', { type: 'stop', quantity: 1, stopPrice: 102 }, [104, 105, 103, 104], 104],
    ['a sell stop', { type: 'stop', quantity: -1, stopPrice: 98 }, [96, 97, 95, 96], 96],
  ] as const)(
    'through %s is filled at the open: the better price and the worse alike',
    (_what, request, bar, price) => {
      expect(fillsOf(meet(request, [bar]))).toEqual([[1, Math.sign(request.quantity), price]]);
    },
  );

  it('through an entry and its stop fills both at the open', () => {
    const result = meet({ type: 'limit', quantity: 1, limitPrice: 98, legs: { stop: 95, target: 105 } }, [
      [93, 106, 92, 99],
    ]);
    expect([fillsByOrder(result), doubtsOf(result)]).toEqual([
      [
        [1, 1, 1, 93],
        [2, 1, -1, 93],
      ],
      [],
    ]);
  });

  it('through an entry and its target fills both at the open', () => {
    const result = meet({ type: 'stop', quantity: 1, stopPrice: 102, legs: { stop: 95, target: 105 } }, [
      [107, 108, 94, 99],
    ]);
    expect(fillsByOrder(result)).toEqual([
      [1, 1, 1, 107],
      [3, 1, -1, 107],
    ]);
  });

  it('from the deciding close through the stop of an order at market loses nothing but the gap is paid', () => {
    const result = meet(long, [[93, 120, 92, 99]]);
    expect(fillsOf(result)).toEqual([
      [1, 1, 93],
      [1, -1, 93],
    ]);
  });
});

describe('trap 6: partners', () => {
  const straddle = (book: { submit(request: OrderRequest): number }): void => {
    book.submit({ type: 'stop', quantity: 10, stopPrice: 102, ocoGroup: 'straddle' });
    book.submit({ type: 'stop', quantity: -10, stopPrice: 98, ocoGroup: 'straddle' });
  };

  it('that were both touched in one bar: one fills, the other is cancelled at once, and the bar is listed', () => {
    const result = runOrders(ohlc([calm, [100, 103, 97, 100], [100, 103, 97, 100]]), { 0: straddle });
    expect([fillsByOrder(result), endsOf(result), doubtsOf(result)]).toEqual([
      [[1, 1, 10, 102]],
      [
        [1, 'filled'],
        [2, 'cancelled', 'OCO'],
      ],
      [[1, 'bothEntries', 1]],
    ]);
  });

  it('that a part of an order was filled of have as much less to fill', () => {
    const bars = ohlc([calm, [100, 103, 99, 102, 40], [100, 101, 97, 98, 1_000], [98, 98, 98, 98]]);
    const result = runOrders(bars, { 0: straddle }, { volumeLimit: 0.1 });
    expect(result.fills.map(({ orderId, quantity }) => [orderId, quantity])).toContainEqual([1, 4]);
    const sold = result.fills.filter(({ orderId }) => orderId === 2).reduce((sum, { quantity }) => sum + quantity, 0);
    const bought = result.fills.filter(({ orderId }) => orderId === 1).reduce((sum, { quantity }) => sum + quantity, 0);
    expect(bought - sold).toBe(10);
  });

  it('of a bracket: what the target has filled the stop no longer protects', () => {
    const bars = ohlc([calm, calm, [100, 111, 100, 109, 40], [109, 109, 94, 95], calm]);
    const result = runOrders(
      bars,
      { 0: (book) => book.submit({ type: 'market', quantity: 10, legs: { stop: 95, target: 110 } }) },
      { volumeLimit: 0.1 },
    );
    expect(fillsByOrder(result)).toEqual([
      [1, 1, 10, 100],
      [3, 2, -4, 110],
      [2, 3, -6, 95],
    ]);
    expect(result.orders[1]).toMatchObject({ quantity: -6, status: 'filled' });
  });
});

describe('trap 15: a trailing stop', () => {
  const trailing = { type: 'market', quantity: 1, legs: { trail: { amount: 3 } } } as const;

  it('is not hit by the bar that raised it, and by the next one where that is raised to', () => {
    const rows = [calm, [100, 110, 98, 109], [109, 109, 106, 106]] as const;
    expect(fillsOf(meet(trailing, rows))).toEqual([
      [1, 1, 100],
      [3, -1, 107],
    ]);
  });

  it('never goes back', () => {
    const rows = [calm, [100, 110, 100, 108], [108, 108, 107.5, 108], [108, 108, 106, 106]] as const;
    expect(fillsOf(meet(trailing, rows))[1]).toEqual([4, -1, 107]);
  });

  it('of an entry inside the bar does not follow a high that may have come before it', () => {
    const limit = { type: 'limit', quantity: 1, limitPrice: 98, legs: { trail: { amount: 3 } } } as const;
    const result = meet(limit, [
      [110, 112, 98, 99],
      [99, 100, 97, 97],
      [97, 97, 95.5, 96],
    ]);
    // From the fill at 98 to the close at 99: 96; not from the high at 112.
    expect(fillsOf(result)).toEqual([
      [1, 1, 98],
      [3, -1, 97],
    ]);
  });

  it('of a short is lowered from the low', () => {
    const short = { type: 'market', quantity: -1, legs: { trail: { fraction: 0.02 } } } as const;
    const rows = [calm, [100, 101, 90, 91], [91, 92, 90.5, 92]] as const;
    expect(fillsOf(meet(short, rows))[1]).toEqual([3, 1, 90 * 1.02]);
  });

  it('with a stop starts there, and follows once the price has gone far enough', () => {
    const legs = { stop: 98, trail: { amount: 5 } };
    const request = { type: 'market', quantity: 1, legs } as const;
    expect(fillsOf(meet(request, [calm, [100, 102, 97, 99]]))[1]).toEqual([2, -1, 98]); // 102 - 5 is below it
    const rows = [calm, [100, 105, 99, 104], [104, 104, 99.5, 100]] as const;
    expect(fillsOf(meet(request, rows))[1]).toEqual([3, -1, 100]);
    const [, leg] = meet(request, rows).orders;
    expect(leg).toMatchObject({ type: 'trailingStop', leg: 'stop', stopPrice: 100 });
  });

  it('with a stop on the wrong side is refused', () => {
    const request = { type: 'market', quantity: 1, legs: { stop: 120, trail: { amount: 5 } } } as const;
    expect(() => meet(request, [calm])).toThrow(expect.objectContaining({ code: 'WRONG_SIDE' }));
  });

  it('of its own starts at the deciding close and waits for the next bar', () => {
    const bars = ohlc([calm, [100, 104, 96, 102], [102, 102, 100.5, 101]]);
    const result = runOrders(bars, {
      0: (book) => book.submit({ type: 'trailingStop', quantity: -1, trail: { amount: 3 } }),
    });
    expect(fillsOf(result)).toEqual([[1, -1, 97]]);
  });
});

describe('trap 31: a market exit and a stop in the same bar', () => {
  it('is the exit, at the open', () => {
    const plan = () => ({ stop: 95 });
    const result = runScript(ohlc([calm, calm, [100, 101, 90, 92]]), [1, 0], {}, { plan });
    expect([fillsOf(result), endsOf(result)]).toEqual([
      [
        [1, 10, 100],
        [2, -10, 100],
      ],
      [
        [1, 'filled'],
        [2, 'cancelled', 'REPLACED'],
        [3, 'filled'],
      ],
    ]);
  });

  it('is the exit also by name: the stop goes with the position', () => {
    const result = runOrders(ohlc([calm, calm, [100, 101, 90, 92], [92, 92, 90, 91]]), {
      0: (book) => book.submit({ type: 'market', quantity: 1, legs: { stop: 95 } }),
      1: (book) => book.submit({ type: 'market', quantity: -1, reduceOnly: true }),
    });
    expect([fillsByOrder(result), endsOf(result)[1]]).toEqual([
      [
        [1, 1, 1, 100],
        [3, 2, -1, 100],
      ],
      [2, 'cancelled', 'POSITION_CLOSED'],
    ]);
  });

  it('is the stop where the open has passed it: a reduce-only exit then finds nothing', () => {
    const result = runOrders(ohlc([calm, calm, [90, 91, 89, 90]]), {
      0: (book) => book.submit({ type: 'market', quantity: 1, legs: { stop: 95 } }),
      1: (book) => book.submit({ type: 'market', quantity: -1, reduceOnly: true }),
    });
    expect([fillsByOrder(result)[1], endsOf(result)[2]]).toEqual([
      [2, 2, -1, 90],
      [3, 'rejected', 'REDUCE_ONLY'],
    ]);
  });
});
