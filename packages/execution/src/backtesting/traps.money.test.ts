import type { OrderBook, SignalRun } from '@tidemark/core-market';
import { fixedQuantity, percentOfEquity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { endsOf, fillsByOrder, ohlc, runOrders } from '../../fixtures/run-orders.ts';
import { fillsOf, rising, runScript } from '../../fixtures/run-script.ts';
import { bps, commission } from '../market/commission.ts';
import { Portfolio } from '../portfolio.ts';
import { priceBars } from '../testing/index.ts';

const gap = priceBars([100, 100], [200, 200], [200, 200]);
const even = priceBars([100, 100], [100, 100], [100, 100], [100, 100]);

describe('trap 7: cash at the decision and cash at the fill', () => {
  it('is counted at the fill: a sized order shrinks to it, an explicit one is rejected', () => {
    const sized = runScript(gap, [1], { sizer: percentOfEquity(1), capital: 1_000 });
    expect([fillsOf(sized), endsOf(sized)]).toEqual([[[1, 5, 200]], [[1, 'filled', 'SHRUNK_TO_CASH']]]);
    const named = runOrders(gap, { 0: (book) => book.submit({ type: 'market', quantity: 10 }) }, { capital: 1_000 });
    expect([fillsOf(named), endsOf(named)]).toEqual([[], [[1, 'rejected', 'INSUFFICIENT_CASH']]]);
  });

  it('is what earlier fills of the bar have left', () => {
    const result = runOrders(
      even,
      {
        0: (book) => {
          for (const quantity of [6, 6, 4]) book.submit({ type: 'market', quantity });
        },
      },
      { capital: 1_000 },
    );
    expect(endsOf(result)).toEqual([
      [1, 'filled'],
      [2, 'rejected', 'INSUFFICIENT_CASH'],
      [3, 'filled'],
    ]);
  });

  it('is what a resting order finds when it fills, not when it was sent', () => {
    const bars = ohlc([
      [100, 100, 100, 100],
      [100, 100, 100, 100],
      [100, 100, 90, 95],
    ]);
    const result = runOrders(
      bars,
      {
        0: (book) => {
          book.submit({ type: 'limit', quantity: 10, limitPrice: 92 });
          book.submit({ type: 'market', quantity: 5 });
        },
      },
      { capital: 1_000 },
    );
    expect(endsOf(result)).toEqual([
      [1, 'rejected', 'INSUFFICIENT_CASH'],
      [2, 'filled'],
    ]);
  });

  it('of a fraction of the equity is units of the deciding close', () => {
    const half = runOrders(
      gap,
      { 0: (book) => book.submit({ type: 'market', quantity: { ofEquity: 0.5 } }) },
      { capital: 1_000 },
    );
    expect([fillsOf(half), half.orders[0]!.quantity]).toEqual([[[1, 5, 200]], 5]);
  });

  it("of a fraction of the equity is units of the fill with resolve: 'fill'", () => {
    const half = runOrders(
      gap,
      { 0: (book) => book.submit({ type: 'market', quantity: { ofEquity: -0.5 } }) },
      { capital: 1_000, resolve: 'fill' },
    );
    expect([fillsOf(half), half.orders[0]!.quantity]).toEqual([[[1, -2.5, 200]], -2.5]);
  });
});

describe('trap 8: a reversal larger than the position', () => {
  const flip = (capital: number, insufficient?: 'reject'): unknown[] => {
    const options = { sizer: fixedQuantity(10), capital, commission: commission({ fixed: 1 }), insufficient };
    const result = runScript(even, [1, -1], options);
    return [result.fills.map(({ quantity }) => quantity), endsOf(result)[1]];
  };

  // Bought for 1,001; the close brings 999; the opening part binds 1,000 and costs 1.
  it('goes through where the commission is just affordable', () => {
    expect(flip(1_003)).toEqual([
      [10, -10, -10],
      [2, 'filled'],
    ]);
  });

  it('closes and opens what can be paid where it is just not', () => {
    expect(flip(1_002)).toEqual([
      [10, -10, expect.closeTo(-9.99, 9)],
      [2, 'filled', 'SHRUNK_TO_CASH'],
    ]);
    expect(flip(1_002, 'reject')).toEqual([
      [10, -10],
      [2, 'filled', 'INSUFFICIENT_CASH'],
    ]);
  });
});

describe('trap 9: negative sizes', () => {
  it('round toward zero like positive ones', () => {
    const bars = { ...even, instrument: { ...even.instrument, lotSize: 1 } };
    const signals = (signal: number): number[][] => fillsOf(runScript(bars, [signal]));
    expect([signals(0.57), signals(-0.57)]).toEqual([[[1, 5, 100]], [[1, -5, 100]]]);
    const named = runOrders(bars, {
      0: (book) => {
        for (const quantity of [5.9, -5.9]) book.submit({ type: 'limit', quantity, limitPrice: 100 });
      },
    });
    expect(named.orders.map(({ quantity }) => quantity)).toEqual([5, -5]);
  });
});

describe('trap 10: a partial close', () => {
  const run = (costing: 'average' | 'fifo' | 'lifo') =>
    runOrders(
      rising,
      {
        0: (book) => book.submit({ type: 'market', quantity: 10 }), // at 12
        1: (book) => book.submit({ type: 'market', quantity: 10 }), // at 14
        2: (book) => book.submit({ type: 'market', quantity: -15 }), // at 16
      },
      { costing, commission: bps(100) },
    );

  it('by average cost is one trade with its share of the entry commission', () => {
    const { trades, openTrades } = run('average');
    // Average 13; entries paid 1.2 + 1.4, three quarters of which leave; the exit pays 2.4.
    expect(trades).toMatchObject([
      { quantity: 15, entryPrice: 13, grossProfit: 45, commission: expect.closeTo(1.95 + 2.4) },
    ]);
    expect(openTrades).toMatchObject([{ quantity: 5, entryPrice: 13, commission: expect.closeTo(0.65) }]);
  });

  it('by lots is a trade for each lot, with commission of its own', () => {
    expect(run('fifo').trades).toMatchObject([
      { quantity: 10, entryPrice: 12, grossProfit: 40, commission: expect.closeTo(1.2 + 1.6) },
      { quantity: 5, entryPrice: 14, grossProfit: 10, commission: expect.closeTo(0.7 + 0.8) },
    ]);
    expect(run('lifo').trades).toMatchObject([
      { quantity: 10, entryPrice: 14, grossProfit: 20, commission: expect.closeTo(1.4 + 1.6) },
      { quantity: 5, entryPrice: 12, grossProfit: 20, commission: expect.closeTo(0.6 + 0.8) },
    ]);
  });

  it('costs the same whichever lots leave', () => {
    const equity = (['average', 'fifo', 'lifo'] as const).map((costing) => run(costing).finalEquity);
    expect(equity).toEqual([equity[0], expect.closeTo(equity[0]!, 9), expect.closeTo(equity[0]!, 9)]);
  });
});

describe('trap 14: equity below zero', () => {
  it('of a short whose price more than doubles ends the run at 0', () => {
    const result = runScript(priceBars([10, 10], [10, 10], [10, 25], [30, 30]), [-1], { capital: 100 });
    expect([[...result.equity.equity], result.warnings.map(({ code }) => code)]).toEqual([
      [100, 100, 0, 0],
      ['RUINED'],
    ]);
  });

  it('takes back every order that works, legs and sleepers too', () => {
    const result = runOrders(
      priceBars([10, 10], [10, 10], [10, 25], [30, 30]),
      {
        0: (book) => {
          const entry = book.submit({ type: 'market', quantity: -10, legs: { stop: 100, target: 5 } });
          book.submit({ type: 'limit', quantity: -1, limitPrice: 90 });
          book.submit({
            type: 'market',
            quantity: 1,
            after: book.submit({ type: 'stop', quantity: 1, stopPrice: 80 }),
          });
          return entry;
        },
      },
      { capital: 100 },
    );
    expect(result.pending).toEqual([]);
    expect(endsOf(result).slice(1, 6)).toEqual([
      [2, 'cancelled', 'RUINED'],
      [3, 'cancelled', 'RUINED'],
      [4, 'cancelled', 'PARENT_UNFILLED'],
      [5, 'cancelled', 'POSITION_CLOSED'],
      [6, 'cancelled', 'POSITION_CLOSED'],
    ]);
  });

  it('exactly 0 is nothing left, too', () => {
    const result = runScript(priceBars([10, 10], [10, 10], [10, 20], [5, 5]), [-1], { capital: 100 });
    expect([...result.equity.equity]).toEqual([100, 100, 0, 0]);
  });
});

describe('trap 19: dust of floating point', () => {
  const pieces = (i: number): number => (i < 3 ? 0.1 : -0.3);

  it('is flat: 0.1 three times and 0.3 back', () => {
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i < 4) book.submit({ type: 'market', quantity: pieces(i) });
    };
    const held: number[] = [];
    const on = { position: ({ quantity }: { quantity: number }) => void held.push(quantity) };
    const result = runScript(rising, [], { on }, { orders });
    expect([held.at(-1), result.openTrades, result.orders[3]!.reason]).toEqual([0, [], undefined]);
  });

  it('leaves no leg behind', () => {
    const result = runOrders(rising, {
      0: (book) => {
        for (let k = 0; k < 3; k++) book.submit({ type: 'market', quantity: 0.1, legs: { stop: 5 } });
      },
      2: (book) => book.submit({ type: 'market', quantity: -0.3 }),
    });
    expect([result.pending, result.openTrades]).toEqual([[], []]);
  });

  it('is not why an order is called reduce-only that closes all there is', () => {
    const result = runOrders(rising, {
      0: (book) => {
        for (let k = 0; k < 3; k++) book.submit({ type: 'market', quantity: 0.1 });
      },
      2: (book) => book.submit({ type: 'market', quantity: -0.3, reduceOnly: true }),
    });
    expect(endsOf(result)[3]).toEqual([4, 'filled']);
  });
});

describe('trap 24: equity that is NaN', () => {
  it.each([
    ['commission', { commission: { name: 'broken', commission: () => NaN } }],
    ['slippage', { slippage: { name: 'broken', offset: () => NaN } }],
  ])('from %s fails loudly, with the bar', (_what, options) => {
    expect(() => runScript(rising, [NaN, 1], options)).toThrow(
      expect.objectContaining({ code: 'NAN_EQUITY', where: 'X, bar 2' }),
    );
  });
});

describe('volume (rule 14)', () => {
  const thin = ohlc([
    [100, 100, 100, 100, 1_000],
    [100, 100, 100, 100, 40],
    [100, 100, 100, 100, 40],
    [100, 100, 100, 100, 1_000],
  ]);
  const options = { volumeLimit: 0.1, capital: 10_000 };

  it('a new target takes back what volume has left of the entry', () => {
    const result = runScript(thin, [1, 0], options);
    expect([fillsByOrder(result), endsOf(result)]).toEqual([
      [
        [1, 1, 4, 100],
        [2, 2, -4, 100],
      ],
      [
        [1, 'cancelled', 'REPLACED'],
        [2, 'filled'],
      ],
    ]);
  });

  it('an order that is taken back while it fills keeps what it has, once', () => {
    let door: Parameters<NonNullable<SignalRun['start']>>[0]['book'];
    const answers: boolean[] = [];
    const result = runOrders(
      thin,
      {
        0: (book) => book.submit({ type: 'market', quantity: 10 }),
        2: (book) => book.submit({ type: 'market', quantity: 1 }),
      },
      options,
      {
        start: ({ book }) => void (door = book),
        onFill: ({ orderId }) => void answers.push(door.cancel(orderId)),
      },
    );
    expect([fillsByOrder(result), endsOf(result), answers]).toEqual([
      [
        [1, 1, 4, 100],
        [2, 3, 1, 100],
      ],
      [
        [1, 'cancelled', 'CANCELLED'],
        [2, 'filled'],
      ],
      [true, false],
    ]);
  });

  it('is used once, also where orders fill at the close that decided them', () => {
    const result = runOrders(
      thin,
      {
        0: (book) => book.submit({ type: 'limit', quantity: 4, limitPrice: 100 }),
        1: (book) => book.submit({ type: 'market', quantity: 4 }),
      },
      { ...options, onClose: true },
    );
    expect(fillsByOrder(result)).toEqual([
      [1, 1, 4, 100],
      [2, 2, 4, 100],
    ]);
  });

  it.each([
    ['IOC', 4, 'cancelled'],
    ['FOK', 0, 'expired'],
  ] as const)('%s has one bar: %d filled, then %s', (timeInForce, filled, status) => {
    const result = runOrders(
      thin,
      { 0: (book) => book.submit({ type: 'market', quantity: 10, timeInForce }) },
      options,
    );
    expect(result.orders).toMatchObject([{ filledQuantity: filled, status, reason: 'EXPIRED' }]);
  });
});

describe('all or nothing across a reversal', () => {
  const turn = (quantity: number, timeInForce?: 'FOK') =>
    runOrders(
      rising,
      {
        0: (book) => book.submit({ type: 'market', quantity: 10 }),
        1: (book) => book.submit({ type: 'market', quantity, timeInForce }),
      },
      { capital: 200 },
    );

  it('closes nothing where what it opens cannot be paid', () => {
    const result = turn(-40, 'FOK');
    expect(fillsByOrder(result)).toEqual([[1, 1, 10, 12]]);
    expect(result.orders[1]).toMatchObject({ status: 'rejected', reason: 'INSUFFICIENT_CASH', filledQuantity: 0 });
  });

  it('closes and opens where all of it can', () => {
    expect(fillsByOrder(turn(-20, 'FOK'))).toEqual([
      [1, 1, 10, 12],
      [2, 2, -10, 14],
      [2, 2, -10, 14],
    ]);
  });

  it('counts what closing costs', () => {
    const still = ohlc(Array.from({ length: 4 }, () => [10, 10, 10, 10] as const));
    const script = {
      0: (book: OrderBook) => book.submit({ type: 'market', quantity: 10 }),
      1: (book: OrderBook) => book.submit({ type: 'market', quantity: -20, timeInForce: 'FOK' }),
    };
    for (let capital = 110; capital <= 140; capital++) {
      const { fills, orders } = runOrders(still, script, { capital, commission: commission({ fixed: 10 }) });
      const filled = fills.filter(({ orderId }) => orderId === 2).reduce((sum, { quantity }) => sum + quantity, 0);
      expect([capital, filled, orders[1]!.status]).toEqual(
        capital < 130 ? [capital, 0, 'rejected'] : [capital, -20, 'filled'],
      );
    }
  });

  it("asks for no more than other orders under profile 'backtesting.py'", () => {
    const still = ohlc(Array.from({ length: 4 }, () => [10, 10, 10, 10] as const));
    const run = (timeInForce?: 'FOK') =>
      runOrders(
        still,
        {
          0: (book) => book.submit({ type: 'market', quantity: 10 }),
          1: (book) => book.submit({ type: 'market', quantity: -12, timeInForce }),
        },
        { capital: 150, profile: 'backtesting.py' },
      );
    expect(fillsByOrder(run('FOK'))).toEqual(fillsByOrder(run()));
  });

  it('is what tells it from other orders, which close what they can', () => {
    const result = turn(-40);
    expect(fillsByOrder(result).at(-1)).toEqual([2, 2, -10, 14]);
    expect(result.orders[1]).toMatchObject({ status: 'filled', reason: 'INSUFFICIENT_CASH', filledQuantity: -10 });
  });
});

it('replaying the fills gives the equity to the bit, whatever kinds of orders made them', () => {
  const result = runOrders(
    rising,
    {
      0: (book) => book.submit({ type: 'stop', quantity: 0.7, stopPrice: 12.5, legs: { trail: { fraction: 0.01 } } }),
      1: (book) => book.submit({ type: 'limit', quantity: -0.3, limitPrice: 15.5 }),
    },
    { commission: bps(7) },
  );
  const portfolio = new Portfolio(10_000);
  for (const fill of result.fills) portfolio.apply(fill, rising.instrument);
  expect([result.fills.length > 1, portfolio.equity(() => 19)]).toEqual([true, result.finalEquity]);
});
