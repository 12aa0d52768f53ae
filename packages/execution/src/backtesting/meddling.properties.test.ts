import type { OrderBook, SignalRun } from '@tidemark/core-market';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyBars, anyTickets, ticketRun } from '../../fixtures/any-orders.ts';
import { PROFILES, type ProfileName } from '../semantics.ts';
import { backtest } from './engine.ts';

/** What a strategy does as it hears of a fill or of an order: to the order of that place among those that work. */
const anyDeeds = fc.array(
  fc.record({ deed: fc.constantFrom('nothing', 'nothing', 'cancel', 'cancel all', 'submit'), which: fc.nat(4) }),
  { minLength: 1, maxLength: 12 },
);

/** A run that also meddles in its hooks, in turn, and not for ever. */
function meddling(run: SignalRun, deeds: readonly { readonly deed: string; readonly which: number }[]): SignalRun {
  let book: OrderBook;
  let told = 0;
  const meddle = (): void => {
    if (told > 60) return;
    const { deed, which } = deeds[told++ % deeds.length]!;
    const working = book.working();
    if (deed === 'submit') book.submit({ type: 'market', quantity: which - 2 || 1 });
    if (deed === 'cancel' && working.length > 0) book.cancel(working[which % working.length]!.id);
    if (deed === 'cancel all') for (const { id } of working) book.cancel(id);
  };
  return Object.assign(run, {
    start: (context) => void ({ book } = context),
    onFill: meddle,
    onOrder: meddle,
  } as Partial<SignalRun>);
}

it('no strategy that meddles with its orders as it hears of them brings one from a state to another that cannot follow', () => {
  const profiles = Object.keys(PROFILES) as ProfileName[];
  fc.assert(
    fc.property(
      anyBars(),
      anyTickets,
      anyDeeds,
      fc.constantFrom(...profiles),
      fc.constantFrom(undefined, 0.002),
      fc.constantFrom(undefined, 0.1, 3),
      (bars, tickets, deeds, profile, volumeLimit, ratio) => {
        const strategy = { name: 'meddles', over: () => meddling(ticketRun(tickets, bars), deeds) };
        const split = { kind: 'split', symbol: 'X', time: bars.time[6]!, ratio: ratio ?? 1 } as const;
        const corporateActions = ratio === undefined ? [] : [split];
        const { orders, fills, equity } = backtest(bars, { strategy, profile, volumeLimit, corporateActions });
        for (const { id, filledQuantity, status } of orders) {
          const filled = fills.filter(({ orderId }) => orderId === id).length;
          expect([id, status, filledQuantity !== 0]).toEqual([id, status, filled > 0]);
        }
        expect(equity.equity.every((value) => value >= 0)).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});
