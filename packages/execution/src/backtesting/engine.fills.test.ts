import type { OrderBook, OrderRequest } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { backtest, type BacktestOptions } from '../index.ts';
import { fillRows, ohlcBars, scripted, type OhlcRow } from '../testing/index.ts';

const ordered = (rows: readonly OhlcRow[], request: OrderRequest, options: Partial<BacktestOptions> = {}) => {
  const orders = (i: number, _account: unknown, book: OrderBook): void => void (i === 0 && book.submit(request));
  return backtest(ohlcBars(rows), { strategy: scripted([], { orders }), ...options });
};
const flat: OhlcRow = [10, 10, 10, 10];

it.each([
  [{ quantity: 5, stopPrice: 12, limitPrice: 13 }, 12.5],
  [{ quantity: -5, stopPrice: 8, limitPrice: 7 }, 7.5],
])(
  'refuses a protective stop between the prices of a stop-limit, which would sell for more than was paid',
  (prices, stop) => {
    const request = { type: 'stopLimit', ...prices, legs: { stop } } as const;
    expect(() => ordered([flat, flat], request)).toThrow(expect.objectContaining({ code: 'WRONG_SIDE' }));
  },
);

it.each(['phases', 'fifo'] as const)(
  'gives a rest that volume left its next chance on the next bar: queue %s',
  (queue) => {
    const rows: OhlcRow[] = [flat, [14, 15, 13, 14, 100], [14, 15, 13, 14, 100], [14, 15, 13, 14, 100]];
    const request = { type: 'stop', quantity: 25, stopPrice: 12 } as const;
    expect(fillRows(ordered(rows, request, { volumeLimit: 0.1, volumePer: 'order', queue }))).toEqual([
      [1, 10, 14],
      [2, 10, 14],
      [3, 5, 14],
    ]);
  },
);

it('takes the float dust of an allowance for nothing', () => {
  const rows: OhlcRow[] = [flat, [10, 10, 10, 10, 0.9]];
  const orders = (i: number, _account: unknown, book: OrderBook): void => {
    if (i > 0) return;
    for (const quantity of [0.2, 1, 1]) book.submit({ type: 'market', quantity });
  };
  const result = backtest(ohlcBars(rows), { strategy: scripted([], { orders }), volumeLimit: 1 });
  expect(result.fills.map(({ orderId }) => orderId)).toEqual([1, 2]);
});
