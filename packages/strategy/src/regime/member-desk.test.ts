import type { OrderBook, OrderRequest } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { FLAT_ACCOUNT } from '../testing/flat-account.ts';
import { MemberDesk } from './member-desk.ts';

const order: OrderRequest = { type: 'limit', quantity: 2, limitPrice: 9 };

function opened(): { desk: MemberDesk; log: string[] } {
  const log: string[] = [];
  let next = 0;
  const orders = new Map<number, never>();
  const book: OrderBook = {
    submit: (request) => {
      const quantity = Number(request.quantity);
      log.push(`submit ${quantity}`);
      orders.set(++next, { id: next } as never);
      return next;
    },
    cancel: (id) => (log.push(`cancel ${id}`), orders.delete(id)),
    replace: (id, request) => (orders.delete(id), book.submit(request)),
    working: () => [...orders.values()],
  };
  const position = { quantity: 5, averagePrice: 10, barsHeld: 3, lots: [] };
  const desk = new MemberDesk();
  desk.open({ position, account: { ...FLAT_ACCOUNT, cash: 100, equity: 150, position }, book });
  book.submit({ type: 'market', quantity: 1 }); // somebody else's
  log.length = 0;
  return { desk, log };
}

const seen = ({ position: { quantity, averagePrice, barsHeld } }: MemberDesk) => [quantity, averagePrice, barsHeld];

it('is the account itself while the member is active', () => {
  const { desk } = opened();
  desk.active = true;
  expect(seen(desk)).toEqual([5, 10, 3]);
  expect([desk.account.cash, desk.account.equity, desk.account.position]).toEqual([100, 150, desk]);
});

it('shows a flat position and sends nothing while it is not', () => {
  const { desk, log } = opened();
  expect(seen(desk)).toEqual([0, NaN, 0]);
  expect([desk.book.submit(order), desk.book.replace(1, order)]).toEqual([-1, -1]);
  expect([log, desk.traded]).toEqual([[], false]);
});

it('knows and cancels its own orders alone', () => {
  const { desk, log } = opened();
  desk.active = true;
  const first = desk.book.submit(order);
  const second = desk.book.replace(first, { ...order, quantity: 4 });
  expect(desk.book.working().map(({ id }) => id)).toEqual([second]);
  expect([desk.owns(1), desk.owns(second), desk.traded]).toEqual([false, true, true]);
  expect(desk.book.cancel(1)).toBe(false);
  desk.cancelAll();
  expect([log, desk.traded, desk.working()]).toEqual([['submit 2', 'submit 4', `cancel ${second}`], false, []]);
});
