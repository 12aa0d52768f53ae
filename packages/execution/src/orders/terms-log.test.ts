import type { Order, OrderRequest } from '@tidemark/core-market';
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

/** What a log gives back of an order that was asked for like this. */
function kept(own: Partial<Order>, request?: Partial<OrderRequest>): Partial<Order> {
  const log = new OrderLog();
  const asked = request === undefined ? {} : { request: { type: 'market', quantity: 10, ...request } as const };
  log.add({ ...order, ...own });
  log.describe({ ...order, ...own, ...asked });
  const [{ ...all }] = log.toArray((bar) => (bar + 1) * 1_000) as [Order];
  const common = new Set(Object.keys(order));
  return Object.fromEntries(Object.entries(all).filter(([name]) => !common.has(name)));
}

it.each<[string, Partial<OrderRequest>]>([
  ['a trail by amount', { trail: { amount: 2 } }],
  ['a trail by fraction', { trail: { fraction: 0.02 } }],
  ['a trail by column', { trail: { column: 'atr', multiple: 3 } }],
  ['legs', { legs: { stop: 90, target: 120 } }],
  ['a leg that trails', { legs: { target: 120, trail: { fraction: 0.1 } } }],
  ['a leg that trails by column', { legs: { trail: { column: 'atr' } } }],
  ['a trail and a leg that trails', { trail: { amount: 1 }, legs: { trail: { amount: 2 } } }],
  ['a time in force', { timeInForce: 'GTD', expireTime: 5_000 }],
  ['legs of an order in a group', { ocoGroup: 'straddle', legs: { stop: 90 } }],
  ['what it waits for', { after: 7, at: 'close', timeoutBars: 3, closes: 2 }],
])('keeps %s', (_what, request) => {
  expect(kept({}, request)).toEqual(request);
});

it('keeps prices, also one that is not known yet, and what a leg protects', () => {
  expect(kept({ limitPrice: 9 }, {})).toEqual({ limitPrice: 9 });
  expect(kept({ stopPrice: NaN, parentId: 4, leg: 'stop' }, {})).toEqual({ stopPrice: NaN, parentId: 4, leg: 'stop' });
  expect(kept({ limitPrice: 0, parentId: 4, leg: 'target' }, {})).toEqual({
    limitPrice: 0,
    parentId: 4,
    leg: 'target',
  });
});

it('keeps prices that moved, and terms that changed', () => {
  const log = new OrderLog();
  const request = { type: 'trailingStop', quantity: -5, trail: { amount: 2 } } as const;
  log.add(order);
  log.describe({ ...order, stopPrice: 98, request });
  log.update({ ...order, stopPrice: 90 });
  expect(log.toArray(() => 0)).toMatchObject([{ stopPrice: 90, trail: { amount: 2 } }]);
  log.update({ ...order, stopPrice: 49, request: { ...request, trail: { amount: 1 } }, amended: true });
  expect(log.toArray(() => 0)).toMatchObject([{ stopPrice: 49, trail: { amount: 1 } }]);
});
