import { instrument, type Fill } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { tradesOf } from './trades.ts';

const es = instrument('ES', { multiplier: 50 });
const mark = { price: 405, bar: 9, time: 9_000 };

function fill(quantity: number, price: number, effect: Fill['effect'], bar: number, commission = 2): Fill {
  return { orderId: 1, symbol: 'ES', bar, time: bar * 1_000, quantity, price, commission, slippage: 0, effect };
}

it('books a round trip as a trade, gross and net', () => {
  const { closed, open } = tradesOf([fill(2, 400, 'open', 1), fill(-2, 410, 'close', 4)], es, { mark });
  expect(open).toEqual([]);
  expect(closed).toEqual([
    {
      id: 1,
      symbol: 'ES',
      quantity: 2,
      entryBar: 1,
      entryTime: 1_000,
      entryPrice: 400,
      exitBar: 4,
      exitTime: 4_000,
      exitPrice: 410,
      grossProfit: 1_000,
      commission: 4,
      netProfit: 996,
      barsHeld: 3,
    },
  ]);
});

it('gains on a short when the price falls', () => {
  const { closed } = tradesOf([fill(-2, 400, 'open', 1), fill(2, 390, 'close', 2)], es, { mark });
  expect(closed[0]!.netProfit).toBe(996);
});

it('books each closing fill by the average entry, with its share of the entry commission', () => {
  const fills = [
    fill(1, 400, 'open', 1),
    fill(3, 420, 'open', 2),
    fill(-2, 415, 'close', 3),
    fill(-2, 430, 'close', 4),
  ];
  const { closed } = tradesOf(fills, es, { mark });
  expect(closed.map(({ entryPrice, grossProfit, commission }) => [entryPrice, grossProfit, commission])).toEqual([
    [415, 0, 4],
    [415, 1_500, 4],
  ]);
});

it('shows what is still open as a trade without an exit commission', () => {
  const { open } = tradesOf([fill(2, 400, 'open', 1)], es, { mark });
  expect(open).toMatchObject([{ open: true, netProfit: 498, exitPrice: 405, barsHeld: 9 }]);
});

it('counts the bar of an exit at its close as held', () => {
  const fills = [fill(2, 400, 'open', 1), fill(-2, 410, 'close', 4)];
  const { closed } = tradesOf(fills, es, { mark, closeTime: (bar) => bar * 1_000 });
  expect(closed[0]!.barsHeld).toBe(4);
});

it('keeps apart what fills name by lots, and says by which tags they came and went', () => {
  const fills = [
    { ...fill(2, 400, 'open', 1), lot: 1 },
    { ...fill(3, 410, 'open', 2), orderId: 2, lot: 2 },
    { ...fill(-3, 420, 'close', 3), orderId: 3, lot: 2 },
  ];
  const tagOf = (order: number): string | undefined => ['', 'dip', 'trend', 'target'][order];
  const { closed, open } = tradesOf(fills, es, { mark, tagOf });
  expect(closed).toMatchObject([{ id: 1, entryPrice: 410, quantity: 3, entryBar: 2, tag: 'trend', exitTag: 'target' }]);
  expect(open).toMatchObject([{ id: 2, entryPrice: 400, quantity: 2, tag: 'dip' }]);
});
