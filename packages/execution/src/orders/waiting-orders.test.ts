import { describe, expect, it } from 'vitest';
import { workingOrder } from '../../fixtures/working-order.ts';
import { remove } from './remove.ts';
import { WaitingOrders } from './waiting-orders.ts';

describe('orders that wait for a bar', () => {
  it('at market meet every bar', () => {
    const waiting = new WaitingOrders();
    const order = workingOrder();
    waiting.add(order);
    expect([waiting.meets(100, 100), waiting.met(100, 100), waiting.atMarket]).toEqual([true, [order], [order]]);
    waiting.delete(order);
    expect([waiting.meets(100, 100), waiting.met(100, 100)]).toEqual([false, []]);
  });

  it.each(['market', 'limit'] as const)('for the close (%s) meet every bar, and not before its close', (type) => {
    const waiting = new WaitingOrders();
    const order = workingOrder({ type, at: 'close', limitPrice: 100 });
    waiting.add(order);
    expect([waiting.meets(100, 100), waiting.met(101, 99), waiting.atClose]).toEqual([true, [], [order]]);
    waiting.delete(order);
    expect(waiting.atClose).toEqual([]);
  });

  it('that trail are met at the price they have reached', () => {
    const waiting = new WaitingOrders();
    const order = workingOrder({ type: 'trailingStop', quantity: -1, stopPrice: 95 });
    waiting.add(order);
    expect([waiting.meets(100, 96), waiting.met(100, 96)]).toEqual([false, []]);
    order.stopPrice = 97;
    expect([waiting.meets(100, 96), waiting.met(100, 96)]).toEqual([true, [order]]);
  });

  it('that trail by a distance that is not known are never met', () => {
    const waiting = new WaitingOrders();
    waiting.add(workingOrder({ type: 'trailingStop', quantity: -1, stopPrice: NaN }));
    expect([waiting.meets(1e9, -1e9), waiting.met(1e9, -1e9)]).toEqual([false, []]);
  });

  it('whose stop is passed wait for something else: a stop-limit for its limit, a stop for the next open', () => {
    const waiting = new WaitingOrders();
    const stopLimit = workingOrder({ type: 'stopLimit', stopPrice: 102, limitPrice: 101 });
    const stop = workingOrder({ type: 'stop', stopPrice: 102 });
    const trailing = workingOrder({ type: 'trailingStop', stopPrice: 102 });
    for (const order of [stopLimit, stop, trailing]) waiting.add(order);
    expect(waiting.met(101.5, 101.2)).toEqual([]);
    for (const order of [stopLimit, stop, trailing]) waiting.trigger(order);
    expect([waiting.atMarket, waiting.trailing]).toEqual([[stop, trailing], []]);
    expect(waiting.met(101.5, 101.2)).toEqual([stop, trailing]);
    expect(waiting.met(101.5, 101)).toContain(stopLimit);
  });
});

it('says whether there was anything to remove', () => {
  const order = workingOrder();
  const orders = [order];
  expect([remove(orders, order), remove(orders, order), orders]).toEqual([true, false, []]);
});
