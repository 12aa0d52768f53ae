import type { OrderPlan, OrderRequest, SignalRun } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { endsOf, fillsByOrder, ohlc, runOrders } from '../../fixtures/run-orders.ts';
import { fillsOf, rising, runScript } from '../../fixtures/run-script.ts';

const calm = [100, 100, 100, 100] as const;
const still = ohlc([calm, calm, calm, calm]);
const market = { type: 'market', quantity: 1 } as const;
const low = { type: 'limit', quantity: 1, limitPrice: 90 } as const;

describe('an order that cannot be meant is refused at the call', () => {
  it.each([
    ['no quantity', { type: 'market' }, 'INVALID_QUANTITY'],
    ['null for a quantity', { ...market, quantity: null }, 'INVALID_QUANTITY'],
    ['a quantity of 0', { ...low, quantity: 0 }, 'INVALID_QUANTITY'],
    ['a quantity of NaN', { ...low, quantity: NaN }, 'INVALID_QUANTITY'],
    ['a quantity without end', { ...low, quantity: Infinity }, 'INVALID_QUANTITY'],
    ['a quantity in text', { ...market, quantity: '5' }, 'INVALID_QUANTITY'],
    ['no fraction of the equity', { ...market, quantity: { ofEquity: 0 } }, 'INVALID_QUANTITY'],
    ['20 for 20 % of the equity', { ...market, quantity: { ofEquity: 20 } }, 'INVALID_QUANTITY'],
    ['another type', { type: 'GTC', quantity: 1 }, 'INVALID_ORDER'],
    ['another time in force', { ...market, timeInForce: 'market' }, 'INVALID_ORDER'],
    ['a stop of a long above its entry', { ...market, legs: { stop: 101 } }, 'WRONG_SIDE'],
    ['a stop of a short below its entry', { ...market, quantity: -1, legs: { stop: 99 } }, 'WRONG_SIDE'],
    ['a stop at its entry', { ...low, legs: { stop: 90 } }, 'WRONG_SIDE'],
    ['a target of a long below its entry', { ...low, legs: { target: 89 } }, 'WRONG_SIDE'],
    [
      'a stop between the stop and the limit of a stop-limit',
      { type: 'stopLimit', quantity: 1, stopPrice: 102, limitPrice: 104, legs: { stop: 103 } },
      'WRONG_SIDE',
    ],
    ['20 for 20 % of a trail', { ...market, legs: { trail: { fraction: 20 } } }, 'INVALID_PRICE'],
    ['a trail of nothing', { ...market, legs: { trail: { amount: 0 } } }, 'INVALID_PRICE'],
    ['a field that is misspelt', { ...low, ocogroup: 'a' }, 'INVALID_ORDER'],
    ['a leg that is misspelt', { ...market, legs: { stopLoss: 95 } }, 'INVALID_ORDER'],
    ['an order after one that there never was', { ...market, after: 7 }, 'UNKNOWN_ORDER'],
    ['the close of an order that there never was', { ...market, closes: 0.5 }, 'UNKNOWN_ORDER'],
  ])('%s', (_what, request, code) => {
    const submit = (): unknown => runOrders(still, { 0: (book) => book.submit(request as OrderRequest) });
    expect(submit).toThrow(expect.objectContaining({ code, where: 'X, bar 0' }));
  });

  it('by its misspelt name, with the one that was meant', () => {
    const request = { ...market, legs: { stops: 95 } } as OrderRequest;
    expect(() => runOrders(still, { 0: (book) => book.submit(request) })).toThrow(
      expect.objectContaining({ fix: 'did you mean stop?' }),
    );
  });

  it.each([
    ['a misspelt stop', { stopp: 95 } as OrderPlan, 'INVALID_ORDER'],
    ['a stop on the wrong side', { stop: 105 }, 'WRONG_SIDE'],
    ['a quantity of 0', { quantity: 0 }, 'INVALID_QUANTITY'],
    ['a quantity with a sign', { quantity: -5 }, 'INVALID_QUANTITY'],
  ] as const)('also from a plan: %s', (_what, answer, code) => {
    expect(() => runScript(still, [1], {}, { plan: () => answer })).toThrow(expect.objectContaining({ code }));
  });

  it('but not one whose tag or group happens to be called like a type', () => {
    const result = runOrders(still, {
      0: (book) => {
        book.submit({ ...market, tag: 'market', ocoGroup: 'GTC' });
        book.submit({ ...market, tag: 'GTC', ocoGroup: 'GTC' });
      },
    });
    expect(result.orders.map(({ tag, ocoGroup, status }) => [tag, ocoGroup, status])).toEqual([
      ['market', 'GTC', 'filled'],
      ['GTC', 'GTC', 'cancelled'],
    ]);
  });

  it('nor one that is a copy of an order with other prices', () => {
    const result = runOrders(still, {
      0: (book) => book.submit(low),
      1: (book) => book.replace(1, { ...book.working()[0]!, limitPrice: 101 }),
    });
    expect(fillsByOrder(result)).toEqual([[2, 2, 1, 100]]);
  });
});

describe('an id', () => {
  it('that no order has is not cancelled, and cannot be replaced', () => {
    const answers: unknown[] = [];
    runOrders(still, { 0: (book) => answers.push(book.cancel(7), book.cancel(NaN)) });
    expect(answers).toEqual([false, false]);
    expect(() => runOrders(still, { 0: (book) => book.replace(7, market) })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_ORDER', where: 'X, bar 0' }),
    );
  });

  it('of an order that is over is not cancelled, and what should replace it is rejected: it would trade twice', () => {
    const answers: unknown[] = [];
    const result = runOrders(still, {
      0: (book) => book.submit(market),
      1: (book) => answers.push(book.cancel(1), book.replace(1, { ...market, quantity: 5 })),
    });
    expect([answers, fillsByOrder(result), endsOf(result)]).toEqual([
      [false, 2],
      [[1, 1, 1, 100]],
      [
        [1, 'filled'],
        [2, 'rejected', 'ORDER_IS_OVER'],
      ],
    ]);
    expect(result.orders[1]!.quantity).toBe(5);
  });

  it('of an order that ended unfilled is none to wait for', () => {
    const result = runOrders(still, {
      0: (book) => book.submit(low),
      1: (book) => book.cancel(1),
      2: (book) => book.submit({ ...market, after: 1 }),
    });
    expect(endsOf(result)[1]).toEqual([2, 'rejected', 'PARENT_UNFILLED']);
  });

  it('of an order that has filled already is one to wait for no longer', () => {
    const result = runOrders(still, {
      0: (book) => book.submit(market),
      1: (book) => book.submit({ ...market, quantity: -1, after: 1 }),
    });
    expect(fillsByOrder(result)[1]).toEqual([2, 2, -1, 100]);
  });

  it.each([
    ['stop', { type: 'limit', quantity: -1, limitPrice: 105 }],
    ['stop', { type: 'market', quantity: -1 }],
    ['target', { type: 'stop', quantity: -1, stopPrice: 95 }],
  ] as const)('of a %s is not that of another kind of order: %o', (leg, request) => {
    const replace = (): unknown =>
      runOrders(still, {
        0: (book) => book.submit({ ...market, legs: { stop: 95, target: 105 } }),
        1: (book) => book.replace(book.working().find((order) => order.leg === leg)!.id, request),
      });
    expect(replace).toThrow(expect.objectContaining({ code: 'INVALID_ORDER', what: expect.stringContaining(leg) }));
  });
});

describe('what cannot be paid, closed or counted is in the result with its reason', () => {
  it.each([
    ['too little cash', { ...market, quantity: 101 }, 'INSUFFICIENT_CASH'],
    ['nothing to reduce', { ...market, quantity: -1, reduceOnly: true }, 'REDUCE_ONLY'],
    ['nothing on that side to reduce', { ...market, reduceOnly: true }, 'REDUCE_ONLY'],
  ] as const)('%s', (_what, request, reason) => {
    expect(endsOf(runOrders(still, { 0: (book) => book.submit(request) }))).toEqual([[1, 'rejected', reason]]);
  });

  it('less than a lot', () => {
    const lots = { ...still, instrument: { ...still.instrument, lotSize: 10 } };
    const result = runOrders(lots, { 0: (book) => book.submit({ ...low, quantity: 9 }) });
    expect([endsOf(result), result.orders[0]!.quantity]).toEqual([[[1, 'rejected', 'SIZE_ROUNDS_TO_ZERO']], 9]);
  });

  it('a day that was over before the order met a bar', () => {
    const result = runOrders(still, { 1: (book) => book.submit({ ...low, timeInForce: 'GTD', expireTime: 0 }) });
    expect(endsOf(result)).toEqual([[1, 'expired', 'EXPIRED']]);
  });
});

describe('both doors at once', () => {
  const orders: SignalRun['orders'] = () => {};

  it.each([1, 0, -0.5])('is refused: orders by name and %d as the signal', (signal) => {
    expect(() => runScript(rising, [NaN, signal], {}, { orders })).toThrow(
      expect.objectContaining({ code: 'BOTH_DOORS', where: 'X, bar 1' }),
    );
  });

  it('is refused also where it is manage that answers', () => {
    expect(() => runScript(rising, [], {}, { orders, manage: () => 1 })).toThrow(
      expect.objectContaining({ code: 'BOTH_DOORS' }),
    );
  });

  it('is not what a handler does that orders by name beside a signal', () => {
    const start: SignalRun['start'] = ({ book }) => void book.submit(market);
    expect(fillsOf(runScript(rising, [1], {}, { start }))).toEqual([
      [0, 1, 10],
      [1, 9, 12],
    ]);
  });
});
