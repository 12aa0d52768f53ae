import type { Fill, OrderRequest } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { workingOrder, type OrderOrigin } from '../../fixtures/working-order.ts';
import { Position } from '../position.ts';
import { ContingentOrders } from './contingent-orders.ts';
import type { WorkingOrder } from './working-order.ts';

/** Contingent orders of a position, and what they ask their desk for. */
function contingent(follow: 'position' | 'order' = 'position') {
  const position = new Position();
  const legs: WorkingOrder[] = [];
  const log: string[] = [];
  const name = (order: WorkingOrder): string => order.tag ?? order.leg ?? 'order';
  const orders: ContingentOrders = new ContingentOrders(
    position,
    {
      leg: (parent, leg, request) => {
        const order = workingOrder(request, { source: 'leg', parent, leg });
        legs.push(order);
        return order;
      },
      wake: (order) => log.push(`wake ${name(order)}`),
      cancel: (order, reason) => {
        if (order.status !== 'working' && order.status !== 'partiallyFilled') return;
        order.become('cancelled');
        log.push(`cancel ${name(order)}: ${reason}`);
        orders.forget(order);
        orders.settled(order);
      },
      resized: (order) => log.push(`${name(order)} is for ${order.quantity}`),
      distance: (_legs, price) => price * 0.02,
    },
    follow,
  );
  const fill = (order: WorkingOrder, quantity: number, price = 100): void => {
    const closes = position.quantity * quantity < 0;
    order.filledQuantity += quantity;
    order.become(Math.abs(order.remaining) < 1e-12 ? 'filled' : 'partiallyFilled');
    if (closes) position.close(quantity);
    else position.open(quantity, price, 0, 1, order.id);
    const effect = closes ? 'close' : 'open';
    const told: Fill = {
      orderId: order.id,
      symbol: 'X',
      bar: 1,
      time: 0,
      quantity,
      price,
      commission: 0,
      slippage: 0,
      effect,
    };
    orders.filled(order, told);
    if (order.status === 'filled') orders.settled(order);
  };
  const send = (request: Partial<OrderRequest>, origin: Partial<OrderOrigin> = {}): WorkingOrder => {
    const order = workingOrder(request, origin);
    orders.add(order, false);
    return order;
  };
  return { orders, legs, log, fill, send };
}

const bracket = { stop: 95, target: 110 };

describe('a bracket', () => {
  it('is made by the fill of its parent, for what that opened', () => {
    const { send, fill, legs } = contingent();
    fill(send({ quantity: 10, legs: bracket }), 10);
    expect(legs).toMatchObject([
      { type: 'stop', leg: 'stop', quantity: -10, stopPrice: 95, reduceOnly: true },
      { type: 'limit', leg: 'target', quantity: -10, limitPrice: 110, reduceOnly: true },
    ]);
  });

  it('of a short buys back, and its trailing stop starts above the fill', () => {
    const { send, fill, legs } = contingent();
    fill(send({ quantity: -10, legs: { trail: { fraction: 0.02 } } }), -10, 50);
    expect(legs).toMatchObject([{ type: 'trailingStop', quantity: 10, stopPrice: 51 }]);
  });

  it('grows with what its parent fills later', () => {
    const { send, fill, legs } = contingent();
    const parent = send({ quantity: 10, legs: bracket });
    fill(parent, 4);
    fill(parent, 6);
    expect(legs.map(({ quantity }) => quantity)).toEqual([-10, -10]);
  });

  it('shrinks with a part of either leg, and ends with the whole of it', () => {
    const { send, fill, legs, log } = contingent();
    fill(send({ quantity: 10, legs: bracket }), 10);
    fill(legs[1]!, -4);
    expect(legs[0]!.quantity).toBe(-6);
    fill(legs[1]!, -6);
    expect(log.at(-1)).toBe('cancel stop: POSITION_CLOSED');
  });

  it('shrinks with what anybody sells of the position', () => {
    const { send, fill, legs, log } = contingent();
    fill(send({ quantity: 10, legs: bracket }), 10);
    fill(send({ quantity: -3 }), -3);
    expect(legs.map(({ quantity }) => quantity)).toEqual([-7, -7]);
    fill(send({ quantity: -7 }), -7);
    expect(log.slice(-2)).toEqual(['cancel stop: POSITION_CLOSED', 'cancel target: POSITION_CLOSED']);
  });

  it('does not shrink while units that no bracket protects are there to be sold', () => {
    const { send, fill, legs } = contingent();
    fill(send({ quantity: 10, legs: bracket }), 10);
    fill(send({ quantity: 5 }), 5);
    fill(send({ quantity: -5 }), -5);
    expect(legs[0]!.quantity).toBe(-10);
  });

  it('of the oldest order shrinks first', () => {
    const { send, fill, legs } = contingent();
    fill(send({ quantity: 10, legs: { stop: 95 } }), 10);
    fill(send({ quantity: 5, legs: { stop: 90 } }), 5);
    fill(send({ quantity: -12 }), -12);
    expect(legs.map(({ status, quantity }) => [status, quantity])).toEqual([
      ['cancelled', -10],
      ['working', -3],
    ]);
  });

  it('of signals is one: new prices move it for all of the position, none keep it', () => {
    const { send, fill, legs, log } = contingent();
    fill(send({ quantity: 10, legs: bracket }, { source: 'signal' }), 10);
    fill(send({ quantity: 5 }, { source: 'signal' }), 5);
    expect(legs.map(({ quantity }) => quantity)).toEqual([-15, -15]);
    fill(send({ quantity: 5, legs: { stop: 98 } }, { source: 'signal' }), 5);
    expect(log.slice(-2)).toEqual(['cancel stop: REPLACED', 'cancel target: REPLACED']);
    expect(legs.at(-1)).toMatchObject({ stopPrice: 98, quantity: -20, status: 'working' });
  });

  it('is taken back when the position is let go of', () => {
    const { send, fill, orders, log } = contingent();
    fill(send({ quantity: 10, legs: bracket }), 10);
    orders.cancelLegs('REPLACED');
    expect(log).toEqual(['cancel stop: REPLACED', 'cancel target: REPLACED']);
  });

  it('keeps a leg that replaces one of its own', () => {
    const { send, fill, orders, legs, log } = contingent();
    const parent = send({ quantity: 10, legs: bracket });
    fill(parent, 10);
    const nearer = workingOrder({ type: 'stop', quantity: -10, stopPrice: 97 }, { source: 'leg', parent, leg: 'stop' });
    orders.replaced(legs[0]!, nearer);
    expect(orders.sibling(legs[1]!)).toBe(nearer);
    fill(nearer, -10);
    expect(log.at(-1)).toBe('cancel target: POSITION_CLOSED');
  });

  it('of orders of their own stays as it is, whatever is held', () => {
    const { send, fill, legs } = contingent('order');
    fill(send({ quantity: 10, legs: bracket }), 10);
    fill(send({ quantity: -4 }), -4);
    expect(legs).toMatchObject([{ quantity: -10, reduceOnly: false }, { quantity: -10 }]);
  });
});

describe('orders of one group', () => {
  it('go when one of them has filled', () => {
    const { send, fill, log } = contingent();
    const [one] = ['a', 'b', 'c'].map((tag) => send({ quantity: 5, ocoGroup: 'g', tag }));
    fill(one!, 5);
    expect(log).toEqual(['cancel b: OCO', 'cancel c: OCO']);
  });

  it('have less to fill after a part, and go when nothing is left for them', () => {
    const { send, fill, log } = contingent();
    const one = send({ quantity: 10, ocoGroup: 'g', tag: 'a' });
    send({ quantity: -10, ocoGroup: 'g', tag: 'b' });
    send({ quantity: -4, ocoGroup: 'g', tag: 'c' });
    fill(one, 4);
    expect(log).toEqual(['b is for -6', 'cancel c: OCO']);
  });

  it('stay where one of them ended without a fill, and orders of another group stay anyway', () => {
    const { send, orders, fill, log } = contingent();
    const [one, two] = ['a', 'b'].map((tag) => send({ quantity: 5, ocoGroup: 'g', tag }));
    send({ quantity: 5, ocoGroup: 'other', tag: 'c' });
    one!.become('expired');
    orders.settled(one!);
    orders.settled(one!); // told twice, it is no longer in the group
    fill(two!, 5);
    expect(log).toEqual([]);
  });
});

describe('an order that sleeps', () => {
  const asleep = (follow = contingent()) => {
    const first = follow.send({ quantity: 2, tag: 'first' });
    const second = workingOrder({ after: first.id, tag: 'second' });
    expect(follow.orders.add(second, true)).toBe(false);
    return { ...follow, first, second };
  };

  it('wakes when the one before it has filled, and not with a part of it', () => {
    const { first, fill, orders, log } = asleep();
    fill(first, 1);
    expect([log, orders.sleeping.length]).toEqual([[], 1]);
    fill(first, 1);
    expect([log, orders.sleeping]).toEqual([['wake second'], []]);
  });

  it('wakes also where the one before it filled a part and was taken back', () => {
    const { first, fill, orders, log } = asleep();
    fill(first, 1);
    first.become('cancelled');
    orders.settled(first);
    expect(log).toEqual(['wake second']);
  });

  it('is cancelled where the one before it ended unfilled', () => {
    const { first, second, orders, log } = asleep();
    first.become('rejected');
    orders.settled(first);
    expect([log, orders.sleeping, second.status]).toEqual([['cancel second: PARENT_UNFILLED'], [], 'cancelled']);
  });

  it('is forgotten once', () => {
    const { second, orders } = asleep();
    expect([orders.forget(second), orders.forget(second)]).toEqual([true, false]);
  });
});
