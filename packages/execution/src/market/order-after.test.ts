import { instrument, type OrderType, type TimeInForce } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import type { CorporateAction } from './corporate-actions.ts';
import { orderAfter, type OrderInUnits } from './order-after.ts';

const share = instrument('X', { tickSize: 0.01, lotSize: 1 });
const split = (ratio: number): CorporateAction => ({ kind: 'split', symbol: 'X', time: 0, ratio });
const dividend = (amount: number): CorporateAction => ({ kind: 'dividend', symbol: 'X', time: 0, amount });
const order = (type: OrderType, quantity: number, more: Partial<OrderInUnits> = {}): OrderInUnits => ({
  type,
  quantity,
  ...(type === 'limit' || type === 'stopLimit' ? { limitPrice: 90 } : {}),
  ...(type === 'limit' || type === 'market' ? {} : { stopPrice: 92 }),
  ...more,
});

describe('trap 22: a split on an open order', () => {
  it('multiplies its units and divides its prices', () => {
    expect(orderAfter(split(4), order('stopLimit', -10), share)).toEqual({
      quantity: -40,
      filledQuantity: 0,
      limitPrice: 22.5,
      stopPrice: 23,
      trail: undefined,
    });
  });

  it('divides a trail in price units, and leaves a fraction', () => {
    const trails = [{ amount: 2 }, { fraction: 0.05 }].map(
      (trail) => orderAfter(split(4), order('trailingStop', -10, { trail }), share)?.trail,
    );
    expect(trails).toEqual([{ amount: 0.5 }, { fraction: 0.05 }]);
  });

  it('rounds a limit so that it is never beyond what was asked for', () => {
    const limits = [10, -10].map((quantity) => orderAfter(split(7), order('limit', quantity), share)?.limitPrice);
    expect(limits).toEqual([12.85, 12.86]);
  });

  it('rounds to the lot what is still to fill', () => {
    const half = { ...order('limit', 25), filledQuantity: 5 };
    expect(orderAfter(split(0.15), half, share)).toMatchObject({ quantity: 3.75, filledQuantity: 0.75 });
  });

  it('cancels an order of which less than a lot is left', () => {
    expect(orderAfter(split(0.1), order('limit', 5), share)).toBeUndefined();
  });

  it('cancels orders in a reverse split where that is asked for', () => {
    const options = { reverseSplits: 'cancel' } as const;
    expect(orderAfter(split(0.1), order('limit', 50), share)).toMatchObject({ quantity: 5, limitPrice: 900 });
    expect(orderAfter(split(0.1), order('limit', 50), share, options)).toBeUndefined();
    expect(orderAfter(split(2), order('limit', 50), share, options)).toMatchObject({ quantity: 100 });
  });

  it('leaves a limit of 0 where it is', () => {
    expect(orderAfter(split(4), order('limit', 5, { limitPrice: 0 }), share)?.limitPrice).toBe(0);
  });
});

describe('trap 22: a dividend on an open order', () => {
  it.each<[string, OrderInUnits, number | undefined, number | undefined]>([
    ['lowers a limit to buy', order('limit', 10), 89.5, undefined],
    ['lowers a stop to sell', order('stop', -10), undefined, 91.5],
    ['lowers stop and limit of a stop-limit to sell', order('stopLimit', -10), 89.5, 91.5],
    ['lowers a trailing stop to sell', order('trailingStop', -10, { trail: { amount: 2 } }), undefined, 91.5],
    ['keeps a limit to sell', order('limit', -10), 90, undefined],
    ['keeps a stop to buy', order('stop', 10), undefined, 92],
    ['keeps a stop-limit to buy', order('stopLimit', 10), 90, 92],
    ['keeps a market order', order('market', 10), undefined, undefined],
  ])('%s', (_what, request, limitPrice, stopPrice) => {
    const { quantity, trail } = request;
    const after = orderAfter(dividend(0.5), request, share);
    expect(after).toEqual({ quantity, filledQuantity: 0, limitPrice, stopPrice, trail });
  });

  it.each<[TimeInForce, number]>([
    ['GTC', 89.5],
    ['GTD', 89.5],
    ['DAY', 90],
    ['IOC', 90],
    ['FOK', 90],
  ])('an order %s to buy at 90 is then at %d', (timeInForce, limit) => {
    expect(orderAfter(dividend(0.5), order('limit', 10, { timeInForce }), share)?.limitPrice).toBe(limit);
  });

  it('rounds down, and takes less than a tick for nothing', () => {
    const limits = [0.123, 0.009].map((amount) => orderAfter(dividend(amount), order('limit', 10), share)?.limitPrice);
    expect(limits).toEqual([89.87, 90]);
  });

  it('keeps every price where that is asked for', () => {
    expect(orderAfter(dividend(0.5), order('limit', 10), share, { dividends: 'keep' })?.limitPrice).toBe(90);
  });

  it('cancels an order whose price it uses up', () => {
    const cents = order('limit', 10, { limitPrice: 0.4 });
    expect(orderAfter(dividend(0.5), cents, share)).toBeUndefined();
  });
});
