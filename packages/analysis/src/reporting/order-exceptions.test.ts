import type { Order } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { orderExceptions, orderReasons, ordersEndedAsMeant } from './order-exceptions.ts';

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

it('an unfilled order that its owner cancelled, or whose partner filled, is none: it is counted by reason', () => {
  const cancelled = { status: 'cancelled', filledQuantity: 0 } as const;
  const reasons = ['POSITION_CLOSED', 'OCO', 'REPLACED', 'CANCELLED', 'GIVEN_UP', 'OCO'];
  const orders = reasons.map((reason) => order({ ...cancelled, reason }));
  expect(orderExceptions(orders)).toEqual([]);
  expect(ordersEndedAsMeant([...orders, order({}), order({ ...cancelled, reason: 'MARGIN_CALL' })])).toEqual({
    POSITION_CLOSED: 1,
    OCO: 2,
    REPLACED: 1,
    CANCELLED: 1,
    GIVEN_UP: 1,
  });
});

it('what the market, the cash or a margin call ended stays an exception', () => {
  expect(outcomes({ status: 'cancelled', filledQuantity: 0, reason: 'MARGIN_CALL' })).toEqual([
    'cancelled: MARGIN_CALL',
  ]);
  expect(outcomes({ status: 'cancelled', filledQuantity: 0 })).toEqual(['cancelled: cancelled']);
  expect(outcomes({ status: 'cancelled', filledQuantity: 4, reason: 'OCO' })).toEqual(['shrunk: OCO']);
});

it('exceptions are counted by outcome and reason, the most frequent first', () => {
  const rejected = order({ status: 'rejected', filledQuantity: 0, reason: 'NO_CASH' });
  const shrunk = order({ reason: 'SHRUNK' });
  expect(orderReasons(orderExceptions([rejected, shrunk, shrunk, order({})]))).toEqual([
    { outcome: 'shrunk', reason: 'SHRUNK', count: 2 },
    { outcome: 'rejected', reason: 'NO_CASH', count: 1 },
  ]);
});
