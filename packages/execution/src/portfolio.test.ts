import { instrument, type Fill } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { Portfolio } from './portfolio.ts';

const es = instrument('ES', { multiplier: 50 });
const msft = instrument('MSFT');

function fill(quantity: number, price: number, effect: Fill['effect'], bar: number, commission = 2): Fill {
  return { orderId: 1, symbol: 'ES', bar, time: bar * 1_000, quantity, price, commission, slippage: 0, effect };
}

it('pays for what it buys, with the multiplier, and the commission', () => {
  const portfolio = new Portfolio(100_000);
  portfolio.apply(fill(2, 400, 'open', 1), es);
  expect(portfolio.cash).toBe(100_000 - 40_000 - 2);
});

it('values positions at the price it is told', () => {
  const portfolio = new Portfolio(100_000);
  portfolio.apply(fill(2, 400, 'open', 1), es);
  expect(portfolio.equity(() => 410)).toBe(100_000 + 1_000 - 2);
});

it('books a round trip as a trade, gross and net', () => {
  const portfolio = new Portfolio(100_000);
  portfolio.apply(fill(2, 400, 'open', 1), es);
  portfolio.apply(fill(-2, 410, 'close', 4), es);
  expect(portfolio.trades).toEqual([
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
  const portfolio = new Portfolio(100_000);
  portfolio.apply(fill(-2, 400, 'open', 1), es);
  portfolio.apply(fill(2, 390, 'close', 2), es);
  expect([portfolio.trades[0]!.netProfit, portfolio.cash]).toEqual([996, 100_996]);
});

it('shows what is still open as a trade without an exit commission', () => {
  const portfolio = new Portfolio(100_000);
  portfolio.apply(fill(2, 400, 'open', 1), es);
  const open = portfolio.openTrade(es, { price: 405, bar: 9, time: 9_000 });
  expect(open).toMatchObject({ open: true, netProfit: 498, exitPrice: 405, barsHeld: 8 });
});

it('shows nothing open where it is flat', () => {
  expect(new Portfolio(1).openTrade(es, { price: 1, bar: 0, time: 0 })).toBeUndefined();
});

it('holds several instruments in one pool of cash', () => {
  const portfolio = new Portfolio(100_000);
  portfolio.apply(fill(1, 400, 'open', 1, 0), es);
  portfolio.apply({ ...fill(100, 50, 'open', 1, 0), symbol: 'MSFT' }, msft);
  expect([portfolio.cash, portfolio.equity((symbol) => (symbol === 'ES' ? 400 : 51))]).toEqual([75_000, 100_100]);
});
