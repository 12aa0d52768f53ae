import { instrument, type OrderBook, type SignalRun } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { endsOf, fillsByOrder, ohlc, runOrders } from '../../fixtures/run-orders.ts';
import type { BacktestOptions } from './options.ts';

/** Hooks that take back all that works as soon as something is told. */
function takingBack(told: (status: string | undefined) => boolean): Partial<SignalRun> {
  let book: OrderBook;
  const takeBack = (): void => {
    for (const { id } of book.working()) book.cancel(id);
  };
  return {
    start: (context) => void ({ book } = context),
    onFill: () => void (told(undefined) && takeBack()),
    onOrder: ({ status }) => void (told(status) && takeBack()),
  };
}

const inTheBar = ohlc([
  [100, 100, 100, 100],
  [100, 102, 100, 102],
  [102, 102, 102, 102],
]);
const stopEntry = (book: OrderBook) =>
  book.submit({ type: 'stop', quantity: 1, stopPrice: 101, legs: { target: 101.5, stop: 90 } });

describe('what a strategy takes back as it hears of a fill', () => {
  it.each<[string, (status: string | undefined) => boolean]>([
    ['the fill', (status) => status === undefined],
    ['the order', (status) => status === 'filled'],
  ])('is gone, also the legs of that very entry: as it hears of %s', (_, told) => {
    const result = runOrders(inTheBar, { 0: stopEntry }, {}, takingBack(told));
    expect(fillsByOrder(result)).toEqual([[1, 1, 1, 101]]);
    expect(endsOf(result).slice(1)).toEqual([
      [2, 'cancelled', 'CANCELLED'],
      [3, 'cancelled', 'CANCELLED'],
    ]);
  });

  it.each(['beyond its entry', 'in no certain order'])('also where a leg would fill at once: %s', (where) => {
    const legs = where === 'beyond its entry' ? { target: 101.5 } : { target: 101.5, stop: 100.5 };
    const script = { 0: (book: OrderBook) => book.submit({ type: 'stop', quantity: 1, stopPrice: 101, legs }) };
    const options: Partial<BacktestOptions> = { uncertain: 'target' };
    const result = runOrders(
      inTheBar,
      script,
      options,
      takingBack((status) => status === undefined),
    );
    expect(fillsByOrder(result)).toEqual([[1, 1, 1, 101]]);
  });
});

it("an order that was taken back as another was rejected is not rejected too, under profile 'backtrader'", () => {
  const script = {
    0: (book: OrderBook) => [1, 2].map(() => book.submit({ type: 'market', quantity: 1_000 })),
  };
  const options: Partial<BacktestOptions> = { profile: 'backtrader', capital: 100 };
  const result = runOrders(
    inTheBar,
    script,
    options,
    takingBack((status) => status === 'rejected'),
  );
  expect(endsOf(result)).toEqual([
    [1, 'rejected', 'INSUFFICIENT_CASH'],
    [2, 'cancelled', 'CANCELLED'],
  ]);
});

it('a bracket goes through a reverse split that leaves a part of a lot', () => {
  const DAY = 86_400_000;
  const rows = [
    [100, 100, 100, 100],
    [100, 100, 100, 100],
    [1_000, 1_000, 1_000, 1_000],
    [1_000, 1_000, 900, 900],
    [900, 900, 900, 900],
  ] as const;
  const bars = {
    ...ohlc(
      rows,
      {},
      rows.map((_, i) => i * DAY),
    ),
    instrument: instrument('X', { lotSize: 1 }),
  };
  const split = { kind: 'split', symbol: 'X', time: 2 * DAY, ratio: 0.1 } as const;
  const script = { 0: (book: OrderBook) => book.submit({ type: 'market', quantity: 15, legs: { stop: 98 } }) };
  for (const profile of ['tidemark-1', 'backtrader', 'vectorbt'] as const) {
    const result = runOrders(bars, script, { corporateActions: [split], profile });
    expect(result.orders[1]).toMatchObject({ status: 'filled', filledQuantity: -1, stopPrice: 980 });
  }
});
