import type { BarSeries, OrderBook, RunContext, SignalRun } from '@tidemark/core-market';
import { fixedQuantity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { rising } from '../../fixtures/run-script.ts';
import { scripted } from '../testing/index.ts';
import { backtest } from './engine.ts';
import type { BacktestOptions } from './options.ts';
import type { BacktestResult } from './result.ts';

/** Runs a strategy that orders by name. Its hooks are asked for when the run begins, and see what it is shown then. */
function runByName(
  hooks: (context: RunContext) => Partial<Pick<SignalRun, 'orders' | 'onFill'>>,
  options: Partial<BacktestOptions> = {},
  series: BarSeries = rising,
): BacktestResult {
  let asked: ReturnType<typeof hooks> = {};
  const strategy = scripted([], {
    start: (context) => void (asked = hooks(context)),
    orders: (...bar) => asked.orders?.(...bar),
    onFill: (fill) => asked.onFill?.(fill),
  });
  return backtest(series, { strategy, sizer: fixedQuantity(10), capital: 10_000, ...options });
}

const market = (quantity: number) => ({ type: 'market', quantity }) as const;

/** [order, bar, quantity] of each fill. */
const fillsOf = ({ fills }: BacktestResult): number[][] =>
  fills.map(({ orderId, bar, quantity }) => [orderId, bar, quantity]);
const statesOf = ({ orders }: BacktestResult): unknown[][] =>
  orders.map(({ id, status, reason }) => [id, status, reason]);

describe('orders that a fill handler takes back', () => {
  const submitTwo = (i: number, book: OrderBook): void => {
    if (i === 0) for (const quantity of [3, 4]) book.submit(market(quantity));
  };

  it('do not fill on the same bar', () => {
    const result = runByName(({ book }) => ({
      orders: (i) => submitTwo(i, book),
      onFill: ({ orderId }) => void (orderId === 1 && book.cancel(2)),
    }));
    expect([fillsOf(result), statesOf(result)]).toEqual([
      [[1, 1, 3]],
      [
        [1, 'filled', undefined],
        [2, 'cancelled', 'CANCELLED'],
      ],
    ]);
  });

  it('are not those that filled: they no longer work', () => {
    const answers: unknown[] = [];
    const result = runByName(({ book }) => ({
      orders: (i) => void ((i === 0 || i === 2) && book.submit(market(3))),
      onFill: ({ orderId }) => answers.push(book.cancel(orderId), book.working().length),
    }));
    expect([answers, fillsOf(result)]).toEqual([
      [false, 0, false, 0],
      [
        [1, 1, 3],
        [2, 3, 3],
      ],
    ]);
  });

  it('may be new ones: what filled before does not fill again', () => {
    const result = runByName(({ book }) => ({
      orders: (i) => void ((i === 0 || i === 2) && book.submit(market(i + 1))),
      onFill: ({ orderId }) => void (orderId === 1 && book.cancel(book.submit(market(7)))),
    }));
    expect(fillsOf(result)).toEqual([
      [1, 1, 1],
      [3, 3, 3],
    ]);
  });
});

describe('the account in a fill handler', () => {
  it('is worth what it has at the price of the moment', () => {
    const seen: number[] = [];
    runByName(({ book, account }) => ({
      orders: (i) => void ((i === 0 || i === 2) && book.submit(market(10))),
      onFill: () => void seen.push(account.equity),
    }));
    expect(seen).toEqual([10_000, 10_000 + 10 * (16 - 12)]); // at the opens of bars 1 and 3, not at their closes
  });
});

it('fills at the first open what is ordered at the start', () => {
  const result = runByName(({ book }) => (book.submit(market(2)), {}));
  expect([fillsOf(result), result.orders[0]!.createdBar]).toEqual([[[1, 0, 2]], -1]);
  expect(result.manifest.orderHash).toMatch(/^[\da-f]{32}$/);
});
