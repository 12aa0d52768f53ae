import { instrument, type Fill } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { fixedLeverage } from './market/margin.ts';
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

it('tells what is open from what is done, and what it binds', () => {
  const portfolio = new Portfolio(100_000);
  portfolio.apply(fill(-2, 400, 'open', 1), es);
  portfolio.apply(fill(1, 390, 'close', 2), es);
  portfolio.pay(30);
  portfolio.holding(es).mark = 410;
  expect([portfolio.cost, portfolio.exposure]).toEqual([-20_000, -20_500]);
  expect([portfolio.unrealizedProfit, portfolio.realizedProfit]).toEqual([-500, 500 - 4 + 30]);
  expect(portfolio.marginUsed(fixedLeverage(4))).toBe(5_125);
  expect(portfolio.equity()).toBe(100_000 - 500 + 526);
});

it('holds several instruments in one pool of cash', () => {
  const portfolio = new Portfolio(100_000);
  portfolio.apply(fill(1, 400, 'open', 1, 0), es);
  portfolio.apply({ ...fill(100, 50, 'open', 1, 0), symbol: 'MSFT' }, msft);
  expect([portfolio.cash, portfolio.equity((symbol) => (symbol === 'ES' ? 400 : 51))]).toEqual([75_000, 100_100]);
});
