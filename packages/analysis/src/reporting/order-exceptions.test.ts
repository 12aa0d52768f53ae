import type { Order } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { orderExceptions } from './order-exceptions.ts';

const order = (changes: Partial<Order>): Order => ({
  id: 1,
  symbol: 'ES',
  type: 'market',
  quantity: 10,
  source: 'signal',
  createdBar: 0,
  createdTime: 0,
  status: 'filled',
  filledQuantity: 10,
  ...changes,
});
const outcomes = (changes: Partial<Order>): string[] =>
  orderExceptions([order(changes)]).map(({ outcome, reason }) => `${outcome}: ${reason}`);

it('an order filled as asked is none', () => {
  expect(outcomes({})).toEqual([]);
});

it('rejected, expired and cancelled orders keep their reason', () => {
  expect(outcomes({ status: 'rejected', filledQuantity: 0, reason: 'NO_CASH' })).toEqual(['rejected: NO_CASH']);
  expect(outcomes({ status: 'expired', filledQuantity: 0 })).toEqual(['expired: expired']);
});

it('an order made smaller, or filled in part before it ended, was shrunk', () => {
  expect(outcomes({ reason: 'SHRUNK' })).toEqual(['shrunk: SHRUNK']);
  expect(outcomes({ status: 'cancelled', filledQuantity: 4 })).toEqual(['shrunk: filled in part']);
});

it('a working order is not over yet', () => {
  expect(outcomes({ status: 'working', filledQuantity: 0 })).toEqual([]);
});
