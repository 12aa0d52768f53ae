import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workingOrder } from '../../fixtures/working-order.ts';
import { RestingOrders } from './resting-orders.ts';
import { isTouched } from './touch.ts';
import type { WorkingOrder } from './working-order.ts';

const met = (resting: RestingOrders, high: number, low: number): WorkingOrder[] => {
  const found: WorkingOrder[] = [];
  resting.collect(high, low, found);
  return found;
};

describe('orders that rest', () => {
  it('none is touched where none rests', () => {
    expect([new RestingOrders().touches(1e9, -1e9), new RestingOrders().size]).toEqual([false, 0]);
  });

  it('are touched by a bar that reaches the next price above or below', () => {
    const resting = new RestingOrders();
    const low = workingOrder({ type: 'limit', limitPrice: 95 });
    const high = workingOrder({ type: 'stop', stopPrice: 105 });
    for (const order of [low, high]) resting.add(order);
    expect([resting.touches(104, 96), resting.touches(105, 96), resting.touches(104, 95)]).toEqual([false, true, true]);
    expect([met(resting, 105, 96), met(resting, 104, 95), met(resting, 105, 95)]).toEqual([[high], [low], [high, low]]);
  });

  it('come nearest first, and of one price as they were sent', () => {
    const resting = new RestingOrders();
    const orders = [105, 103, 103].map((stopPrice) => workingOrder({ type: 'stop', stopPrice }));
    for (const order of orders) resting.add(order);
    expect(met(resting, 110, 100).map(({ id }) => id - orders[0]!.id)).toEqual([1, 2, 0]);
  });

  it('are found as a search through all of them finds them, also after some have left', () => {
    const anyOrder = fc.record({
      type: fc.constantFrom('limit' as const, 'stop' as const),
      quantity: fc.constantFrom(1, -1),
      price: fc.integer({ min: 90, max: 110 }),
      leaves: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyOrder), fc.integer({ min: 90, max: 110 }), fc.nat(8), (specs, low, height) => {
        const resting = new RestingOrders();
        const orders = specs.map(({ type, quantity, price }) =>
          workingOrder({ type, quantity, limitPrice: price, stopPrice: price }),
        );
        for (const order of orders) resting.add(order);
        const kept = orders.filter((order, k) => {
          if (specs[k]!.leaves) resting.delete(order);
          return !specs[k]!.leaves;
        });
        const reached = kept.filter((order) => isTouched(order, low + height, low, 'touch'));
        expect(new Set(met(resting, low + height, low))).toEqual(new Set(reached));
        expect([resting.touches(low + height, low), resting.size]).toEqual([reached.length > 0, kept.length]);
      }),
    );
  });
});
