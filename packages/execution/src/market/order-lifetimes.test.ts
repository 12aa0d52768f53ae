import type { Calendar, OrderRequest } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { ohlc } from '../../fixtures/run-orders.ts';
import { sessions } from '../../fixtures/sessions.ts';
import { workingOrder } from '../../fixtures/working-order.ts';
import { OrderLifetimes } from './order-lifetimes.ts';

const DAY = 86_400_000;
const calm = [100, 100, 100, 100] as const;
const bars = ohlc([calm, calm, calm, calm], {}, [0, 60_000, DAY, 2 * DAY]);
const limit = (terms: Partial<OrderRequest>) => workingOrder({ type: 'limit', limitPrice: 90, ...terms });

describe('an order that lives for ever', () => {
  it('is not watched', () => {
    const lifetimes = new OrderLifetimes(bars);
    for (const terms of [{}, { timeInForce: 'GTC' }, { at: 'close' }] as const) lifetimes.watch(limit(terms), 0);
    expect(lifetimes.watches).toBe(false);
  });
});

describe('an order for the day', () => {
  it('ends before the first bar of another UTC day', () => {
    const lifetimes = new OrderLifetimes(bars);
    const order = limit({ timeInForce: 'DAY' });
    lifetimes.watch(order, 0);
    expect([lifetimes.expired(1), lifetimes.expired(2)]).toEqual([[], [order]]);
  });

  it('ends with its session where there is a calendar', () => {
    const lifetimes = new OrderLifetimes(bars, sessions([0, 2 * DAY - 1], [2 * DAY, 4 * DAY]));
    const order = limit({ timeInForce: 'DAY' });
    lifetimes.watch(order, 1);
    expect([lifetimes.expired(2), lifetimes.expired(3)]).toEqual([[], [order]]);
  });

  it('asks its calendar once, and only where an order for the day works', () => {
    const asked: number[][] = [];
    const calendar: Calendar = { ...sessions(), sessions: (from, to) => (asked.push([from, to]), []) };
    const lifetimes = new OrderLifetimes(bars, calendar);
    lifetimes.watch(limit({ timeInForce: 'GTD', expireTime: 60_000 }), 0);
    lifetimes.expired(1);
    expect(asked).toEqual([]);
    lifetimes.watch(limit({ timeInForce: 'DAY' }), 0);
    for (const bar of [1, 2, 3]) lifetimes.expired(bar);
    expect(asked).toEqual([[0, 2 * DAY + 60_000]]);
  });
});

it('an order good till a time ends before the first bar that opens after it', () => {
  const lifetimes = new OrderLifetimes(bars);
  const order = limit({ timeInForce: 'GTD', expireTime: 60_000 });
  lifetimes.watch(order, 0);
  expect([lifetimes.expired(1), lifetimes.expired(2)]).toEqual([[], [order]]);
});

it.each([{ timeInForce: 'IOC' }, { timeInForce: 'FOK' }, { at: 'open' }, { timeoutBars: 1 }] as const)(
  '%o is over at the end of one bar',
  (terms) => {
    const lifetimes = new OrderLifetimes(bars);
    const order = limit(terms);
    lifetimes.watch(order, 0);
    expect([lifetimes.expired(0), lifetimes.spent()]).toEqual([[], [order]]);
  },
);

it('an order that times out has met so many bars', () => {
  const lifetimes = new OrderLifetimes(bars);
  const order = limit({ timeoutBars: 3 });
  lifetimes.watch(order, 0);
  expect([lifetimes.spent(), lifetimes.spent(), lifetimes.spent()]).toEqual([[], [], [order]]);
});

it('an order that is over is forgotten, and an order that was never watched is no trouble', () => {
  const lifetimes = new OrderLifetimes(bars);
  const [one, other] = [limit({ timeoutBars: 1 }), limit({ timeoutBars: 1 })];
  lifetimes.watch(one, 0);
  lifetimes.forget(other);
  expect(lifetimes.watches).toBe(true);
  lifetimes.forget(one);
  expect([lifetimes.watches, lifetimes.spent()]).toEqual([false, []]);
});
