import { describe, expect, it } from 'vitest';
import { workingOrder } from '../../fixtures/working-order.ts';
import { BarClock } from '../bar-clock.ts';
import { priceBars } from '../testing/index.ts';
import { WorkingOrder } from './working-order.ts';

describe('a working order', () => {
  it('without a request is a plain one at market', () => {
    const clock = new BarClock(priceBars([10, 10], [10, 10]));
    clock.moveTo(1);
    const order = new WorkingOrder(3, 'X', 'signal', true, -5, clock);
    expect(order.record()).toEqual({
      id: 3,
      symbol: 'X',
      type: 'market',
      source: 'signal',
      quantity: -5,
      createdBar: 1,
      createdTime: 120_000,
      status: 'working',
      filledQuantity: 0,
      reason: undefined,
      tag: undefined,
      reduceOnly: undefined,
    });
    expect([order.buys, order.remaining, order.ocoGroup, order.closes]).toEqual([false, -5, undefined, undefined]);
  });

  it('hands out a copy with all that was asked for, and nothing that was not', () => {
    const legs = { stop: 90 };
    const order = workingOrder({ type: 'limit', limitPrice: 98, legs, ocoGroup: 'a', timeInForce: 'DAY', tag: 'grid' });
    const copy = order.record();
    expect(copy).toMatchObject({ limitPrice: 98, legs, ocoGroup: 'a', timeInForce: 'DAY', tag: 'grid' });
    expect(Object.keys(copy)).not.toContain('stopPrice');
    order.filledQuantity = 0.5;
    order.become('partiallyFilled');
    expect([copy.filledQuantity, copy.status, order.remaining]).toEqual([0, 'working', 0.5]);
  });

  it('for a fraction of the equity knows its side before its quantity', () => {
    const order = workingOrder({ quantity: { ofEquity: -0.5 } });
    expect([order.buys, order.quantity]).toEqual([false, NaN]);
  });

  it('that is a leg names its parent', () => {
    const parent = workingOrder();
    const leg = workingOrder({ type: 'stop', quantity: -1, stopPrice: 90 }, { source: 'leg', parent, leg: 'stop' });
    expect(leg.record()).toMatchObject({ source: 'leg', parentId: parent.id, leg: 'stop' });
  });

  it('goes through its states, and refuses a step that no order takes', () => {
    const order = workingOrder();
    order.become('partiallyFilled');
    order.become('cancelled');
    expect(() => order.become('filled')).toThrow(expect.objectContaining({ code: 'INVALID_TRANSITION' }));
    expect(order.status).toBe('cancelled');
  });

  it('is new again for the next plain order', () => {
    const order = workingOrder({ quantity: 3 });
    order.filledQuantity = 3;
    order.become('filled');
    order.renew(9, true, -2);
    const { id, sized, quantity, buys, status, filledQuantity, reason } = order;
    const fresh = [9, true, -2, false, 'working', 0, undefined];
    expect([id, sized, quantity, buys, status, filledQuantity, reason]).toEqual(fresh);
  });
});
