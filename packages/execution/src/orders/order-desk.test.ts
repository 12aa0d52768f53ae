import { instrument, type Broker, type Order } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { BarClock } from '../bar-clock.ts';
import { Position } from '../position.ts';
import { priceBars } from '../testing/index.ts';
import { OrderDesk } from './order-desk.ts';
import { OrderLog } from './order-log.ts';
import type { WorkingOrder } from './working-order.ts';

/** A desk before a broker that keeps what it is sent. */
function desk(resolve: 'close' | 'fill' = 'close', lotSize?: number) {
  const sent: WorkingOrder[] = [];
  const told: string[] = [];
  const broker: Broker = {
    submit: (order) => void sent.push(order as WorkingOrder),
    cancel: (id) => {
      const at = sent.findIndex((order) => order.id === id);
      if (at >= 0) sent[at]!.become('cancelled');
      return at >= 0 && sent.splice(at, 1).length === 1;
    },
    working: () => sent,
    advance: () => {},
  };
  const clock = new BarClock(priceBars([100, 100], [100, 100]));
  clock.moveTo(0);
  const log = new OrderLog();
  const made = new OrderDesk({
    state: { working: 0 },
    instrument: instrument('X', { lotSize }),
    position: new Position(),
    broker,
    clock,
    log,
    columns: { atr: Float64Array.of(2, 2) },
    price: () => 100,
    equity: () => 1_000,
    resolve,
    legsFollow: 'position',
    approve: (units) => ({ units, reason: undefined }),
    onChange: ({ id, status }) => told.push(`${id} ${status}`),
  });
  const orders = (): Order[] => log.toArray((bar) => bar);
  return { desk: made, book: made.book, sent, told, orders };
}

const market = { type: 'market', quantity: 1 } as const;

describe('orders by name', () => {
  it('are numbered as they come, sent, counted and told', () => {
    const { desk: made, book, sent, told } = desk();
    expect([book.submit(market), book.submit({ ...market, quantity: -2 })]).toEqual([1, 2]);
    expect([sent.map(({ quantity }) => quantity), told, made.working]).toEqual([
      [1, -2],
      ['1 working', '2 working'],
      2,
    ]);
  });

  it('are taken back once', () => {
    const { desk: made, book, told, orders } = desk();
    book.submit(market);
    expect([book.cancel(1), book.cancel(1), book.cancel(7), made.working]).toEqual([true, false, false, 0]);
    expect([told.at(-1), orders()[0]]).toMatchObject(['1 cancelled', { status: 'cancelled', reason: 'CANCELLED' }]);
  });

  it('are shown as copies, sleepers among them, oldest first', () => {
    const { book } = desk();
    book.submit(market);
    book.submit({ ...market, after: 1 });
    book.submit(market);
    const [first] = book.working();
    expect(book.working().map(({ id }) => id)).toEqual([1, 2, 3]);
    book.cancel(1);
    expect(first!.status).toBe('working');
  });

  it('that sleep are not sent, and go with the one before them', () => {
    const { desk: made, book, sent, orders } = desk();
    book.submit(market);
    book.submit({ ...market, after: 1 });
    expect([sent.length, made.working]).toEqual([1, 2]);
    book.cancel(1);
    expect([made.working, orders()[1]]).toMatchObject([0, { status: 'cancelled', reason: 'PARENT_UNFILLED' }]);
  });

  it('for a fraction of the equity are units at the deciding close, in lots, or wait for the fill', () => {
    const half = { type: 'market', quantity: { ofEquity: -0.55 } } as const;
    const quantity = (made: ReturnType<typeof desk>): number => (made.book.submit(half), made.sent[0]!.quantity);
    expect([quantity(desk()), quantity(desk('close', 1)), quantity(desk('fill'))]).toEqual([
      expect.closeTo(-5.5),
      -5,
      NaN,
    ]);
  });

  it('of less than a lot are written down, and not sent', () => {
    const { desk: made, book, sent, orders } = desk('close', 10);
    book.submit({ ...market, quantity: 9 });
    expect([sent, made.working, orders()[0]]).toMatchObject([
      [],
      0,
      { status: 'rejected', reason: 'SIZE_ROUNDS_TO_ZERO' },
    ]);
  });

  it('that trail start at the deciding close', () => {
    const { book, sent } = desk();
    book.submit({ type: 'trailingStop', quantity: -1, trail: { column: 'atr' } });
    book.submit({ type: 'trailingStop', quantity: 1, trail: { fraction: 0.05 } });
    expect(sent.map(({ stopPrice }) => stopPrice)).toEqual([98, 105]);
  });
});

describe('replace', () => {
  it('takes the old order back and sends the new one', () => {
    const { desk: made, book, sent, orders } = desk();
    book.submit(market);
    expect(book.replace(1, { ...market, quantity: 5 })).toBe(2);
    expect([sent.map(({ id }) => id), made.working, orders()[0]!.reason]).toEqual([[2], 1, 'REPLACED']);
  });

  it('of an id that no order has is refused, and of one that is over is written down as rejected', () => {
    const { desk: made, book, orders } = desk();
    for (const id of [1, 0, -1, 0.5, NaN]) {
      expect(() => book.replace(id, market)).toThrow(expect.objectContaining({ code: 'UNKNOWN_ORDER' }));
    }
    book.submit(market);
    book.cancel(1);
    book.replace(1, { ...market, quantity: 5 });
    expect([made.working, orders()[1]]).toMatchObject([
      0,
      { status: 'rejected', reason: 'ORDER_IS_OVER', quantity: 5 },
    ]);
  });
});

it('legs are made by fills of their parent, protect it, and may meet the bar of that fill', () => {
  const { desk: made, book, sent, orders } = desk();
  book.submit({ ...market, legs: { stop: 90, trail: undefined, target: 120 } });
  const parent = sent.shift()!;
  parent.become('filled');
  parent.filledQuantity = 1;
  const fill = {
    orderId: 1,
    symbol: 'X',
    bar: 1,
    time: 0,
    quantity: 1,
    price: 100,
    commission: 0,
    slippage: 0,
  } as const;
  made.filled(parent, { ...fill, effect: 'open' });
  made.settle(parent);
  expect(sent).toMatchObject([
    { id: 2, source: 'leg', leg: 'stop', parentId: 1, follows: true },
    { id: 3, source: 'leg', leg: 'target', parentId: 1, follows: true },
  ]);
  expect([made.working, orders()[0]!.filledQuantity]).toEqual([2, 1]);
});

it('all orders are taken back at once, each with the reason', () => {
  const { desk: made, book, orders } = desk();
  for (let k = 0; k < 3; k++) book.submit(market);
  made.cancelAll('RUINED');
  expect([made.working, orders().map(({ reason }) => reason)]).toEqual([0, ['RUINED', 'RUINED', 'RUINED']]);
});

it('an order of the engine that is filled already works at no time', () => {
  const { desk: made, orders } = desk();
  made.closed(-5);
  expect([made.working, orders()[0]]).toMatchObject([0, { source: 'engine', status: 'filled', filledQuantity: -5 }]);
});
