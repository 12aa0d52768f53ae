import type { Order } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { OrderLog } from './order-log.ts';

const order: Order = {
  id: 1,
  symbol: 'X',
  type: 'market',
  source: 'signal',
  quantity: 10,
  createdBar: 3,
  createdTime: 4_000,
  status: 'working',
  filledQuantity: 0,
  reason: undefined,
  tag: undefined,
  reduceOnly: undefined,
};

it('keeps the last state of each order, by its id', () => {
  const log = new OrderLog();
  log.add(order);
  log.add({ ...order, id: 2, source: 'strategy', reduceOnly: true });
  log.describe({ ...order, id: 2, tag: 'grid', type: 'limit', limitPrice: 9 });
  log.update({ ...order, status: 'rejected', reason: 'INSUFFICIENT_CASH' });
  expect(log.toArray((bar) => (bar + 1) * 1_000)).toEqual([
    { ...order, status: 'rejected', reason: 'INSUFFICIENT_CASH' },
    { ...order, id: 2, source: 'strategy', tag: 'grid', reduceOnly: true, limitPrice: 9 },
  ]);
});

it('gives back what was recorded, however much that is', () => {
  const log = new OrderLog();
  const orders = Array.from({ length: 1_000 }, (_, i): Order => ({
    ...order,
    id: i + 1,
    quantity: i / 3,
    reason: `R${i % 7}`,
  }));
  for (const each of orders) log.add(each);
  expect([log.length, log.toArray((bar) => (bar + 1) * 1_000)]).toEqual([1_000, orders]);
});
