import type { OrderBook } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { backtest } from '../index.ts';
import { fillRows, ohlcBars, scripted } from '../testing/index.ts';

it('takes back what was ordered by name where a limit is breached: nothing is opened any more', () => {
  const bars = ohlcBars([
    [10, 10, 10, 10],
    [10, 10, 8, 8],
    [8, 8, 5, 5],
    [5, 5, 3, 3],
  ]);
  const orders = (i: number, _account: unknown, book: OrderBook): void => {
    if (i > 0) return;
    book.submit({ type: 'market', quantity: 100 });
    book.submit({ type: 'limit', quantity: 100, limitPrice: 4 });
  };
  const floor = { name: 'floor', breached: ({ equity }: { equity: number }) => equity < 9_900 };
  const result = backtest(bars, { strategy: scripted([], { orders }), limits: [floor] });
  expect(fillRows(result)).toEqual([
    [1, 100, 10],
    [2, -100, 8],
  ]);
  expect(result.orders.map(({ status, reason }) => [status, reason])).toEqual([
    ['filled', undefined],
    ['cancelled', 'floor'],
    ['filled', undefined],
  ]);
});
