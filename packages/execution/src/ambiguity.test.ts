import { describe, expect, it } from 'vitest';
import { ohlc, runOrders, type OrderScript } from '../fixtures/run-orders.ts';

const calm = [100, 100, 100, 100] as const;
const wide = [100, 112, 88, 100] as const;
const bracketed = { type: 'market', quantity: 1, legs: { stop: 95, target: 105 } } as const;

describe('a bar that does not show what decided is listed', () => {
  it.each<[string, OrderScript, object]>([
    [
      'both legs touched',
      { 0: (book) => book.submit(bracketed) },
      { kind: 'stopAndTarget', orders: [2, 3], filled: 2 },
    ],
    [
      'a leg touched in the bar of its entry, perhaps before it',
      { 0: (book) => book.submit({ type: 'limit', quantity: 1, limitPrice: 99, legs: { target: 105 } }) },
      { kind: 'legInEntryBar', orders: [1, 2], filled: undefined },
    ],
    [
      'more than one of orders that cancel each other',
      {
        0: (book) => {
          book.submit({ type: 'stop', quantity: 1, stopPrice: 102, ocoGroup: 'g' });
          book.submit({ type: 'stop', quantity: -1, stopPrice: 98, ocoGroup: 'g' });
        },
      },
      { kind: 'bothEntries', orders: [1, 2], filled: 1 },
    ],
  ])('%s', (_what, script, ambiguity) => {
    const { ambiguities } = runOrders(ohlc([calm, wide]), script);
    expect(ambiguities).toEqual([{ bar: 1, time: 60_000, symbol: 'X', ...ambiguity }]);
  });

  it('once, and not where one leg alone was touched, or the open decided', () => {
    const counts = ([bar]: readonly (readonly [number, number, number, number])[]): number =>
      runOrders(ohlc([calm, calm, bar!, wide]), { 0: (book) => book.submit(bracketed) }).ambiguities.length;
    expect([counts([[100, 106, 96, 100]]), counts([[106, 106, 90, 100]]), counts([wide])]).toEqual([0, 0, 1]);
  });
});
