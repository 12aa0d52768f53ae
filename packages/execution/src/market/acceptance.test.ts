import { instrument, type OrderRequest } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { workingOrder } from '../../fixtures/working-order.ts';
import { Portfolio } from '../portfolio.ts';
import { uncovered } from './acceptance.ts';
import { commission, noCommission, type CommissionModel } from './commission.ts';
import { cashMargin, futuresMargin, type MarginModel } from './margin.ts';

/** Which of the new orders an account of 1,000 does not cover, at 100; it holds units that it paid 100 for. */
function refused(
  requests: readonly Partial<OrderRequest>[],
  held = 0,
  costs: CommissionModel = noCommission,
  margin: MarginModel = cashMargin,
): number[] {
  const portfolio = new Portfolio(1_000 + 100 * held);
  const holding = portfolio.holding(instrument('X'));
  if (held !== 0) {
    const fill = { orderId: 1, symbol: 'X', bar: 0, time: 0, quantity: held, price: 100, commission: 0, slippage: 0 };
    portfolio.apply({ ...fill, effect: 'open' }, holding.instrument);
  }
  const orders = requests.map((request) => workingOrder(request));
  const left = uncovered(
    orders,
    () => holding,
    () => 100,
    { portfolio, commission: costs, margin },
  );
  return left.map((order) => orders.indexOf(order));
}

describe('the check of new orders (rule 12, backtrader)', () => {
  it('accepts what cash pays for, at the price that an order was made with', () => {
    expect(refused([{ quantity: 10 }])).toEqual([]);
    expect(refused([{ quantity: 11 }])).toEqual([0]);
    expect(refused([{ type: 'limit', quantity: 11, limitPrice: 90 }])).toEqual([]);
    expect(refused([{ type: 'stop', quantity: 10, stopPrice: 101 }])).toEqual([0]);
  });

  it('goes through them one after the other, as if each were filled', () => {
    expect(refused([{ quantity: 6 }, { quantity: 6 }])).toEqual([1]);
    expect(refused([{ quantity: -6 }, { quantity: 16 }])).toEqual([]);
    expect(refused([{ quantity: 16 }, { quantity: -6 }])).toEqual([0]);
  });

  it('counts the legs of a bracket with it', () => {
    const legs = { stop: 90, target: 110 };
    expect(refused([{ quantity: 10, legs }])).toEqual([]);
    // Sold at 100 and bought back twice, by both legs.
    expect(refused([{ quantity: -10, legs: { stop: 110, target: 90 } }])).toEqual([]);
    expect(refused([{ quantity: -10, legs: { stop: 111, target: 90 } }])).toEqual([0]);
  });

  it('counts the commission, of both parts of a reversal', () => {
    const fixed = commission({ fixed: 1 });
    expect(refused([{ quantity: 10 }], 0, fixed)).toEqual([0]);
    expect(refused([{ quantity: -10 }, { quantity: 19 }], 5, fixed)).toEqual([]);
  });

  it('counts contracts by their margin', () => {
    const margin = futuresMargin({ initial: 500, maintenance: 400 });
    expect([
      refused([{ quantity: 2 }], 0, noCommission, margin),
      refused([{ quantity: 3 }], 0, noCommission, margin),
    ]).toEqual([[], [0]]);
  });
});
