import { instrument } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { workingOrder } from '../../fixtures/working-order.ts';
import { Portfolio, type Holding } from '../portfolio.ts';
import {
  BacktestingPyBuyingPower,
  CashBuyingPower,
  elsewhere,
  EquityBuyingPower,
  type Account,
} from './buying-power.ts';
import type { BuyingPower } from './buying-power.ts';
import { commission, noCommission } from './commission.ts';
import { cashMargin, fixedLeverage } from './margin.ts';

interface Given extends Partial<Omit<Account, 'portfolio'>> {
  readonly lotSize?: number;
}

/** An account of 1,000, and the holding of X, at 100. */
function account({ lotSize, commission: costs = noCommission, margin = cashMargin }: Given = {}) {
  const portfolio = new Portfolio(1_000);
  const holding = portfolio.holding(instrument('X', { lotSize }));
  holding.mark = 100;
  return { portfolio, holding, account: { portfolio, commission: costs, margin } };
}

/** Buys units at 100 beforehand. */
function hold(portfolio: Portfolio, { instrument: of, position }: Holding, quantity: number): void {
  const fill = { orderId: 1, symbol: of.symbol, bar: 0, time: 0, quantity, price: 100, commission: 0, slippage: 0 };
  portfolio.apply({ ...fill, effect: 'open' }, of, position);
}

const order = workingOrder();
const by = (power: BuyingPower): BuyingPower => power;

describe('buying power by equity', () => {
  it('carries exposure up to the equity, long and short', () => {
    const { holding, account: of } = account();
    const power: BuyingPower = new EquityBuyingPower(of);
    expect([10, 11, -10, -11].map((units) => power.units(units, 100, holding, order, 100))).toEqual([10, 10, -10, -10]);
  });

  it('does not spend what a short sale brings in', () => {
    const { portfolio, holding, account: of } = account();
    hold(portfolio, holding, -5);
    expect(by(new EquityBuyingPower(of)).units(-20, 100, holding, order, 100)).toBe(-5);
  });

  it('leaves room for the commission, in whole lots', () => {
    const { holding, account: of } = account({ lotSize: 1, commission: commission({ fixed: 1 }) });
    expect(by(new EquityBuyingPower(of)).units(10, 100, holding, order, 100)).toBe(9);
  });

  it('leaves out what other instruments bind, at their marks', () => {
    const { portfolio, holding, account: of } = account({ margin: fixedLeverage(2) });
    const other = portfolio.holding(instrument('Y'));
    hold(portfolio, other, 10);
    other.mark = 120; // 1,200 gained 200, binds 600 of 1,200
    expect(elsewhere(of, holding)).toEqual([1_200, 600]);
    expect(by(new EquityBuyingPower(of)).units(99, 100, holding, order, 100)).toBeCloseTo(12, 9);
  });

  it('counts a fraction of the equity at the price of the fill, in whole lots', () => {
    const { portfolio, holding, account: of } = account({ lotSize: 1 });
    hold(portfolio, holding, 5);
    // 500 of cash and 5 units at 130: 1,150; half of it is 575, or 4.4 units.
    expect(by(new EquityBuyingPower(of)).resolve(-0.5, 130, holding, 130)).toBe(4);
  });
});

describe('buying power by cash', () => {
  it('pays for what it buys, with commission, and for nothing that it sells', () => {
    const { holding, account: of } = account({ commission: commission({ fixed: 1 }), lotSize: 1 });
    const power: BuyingPower = new CashBuyingPower(of);
    expect([9, 10, -500].map((units) => power.units(units, 100, holding, order, 100))).toEqual([9, 9, -500]);
  });

  it('spends what a short sale brought in', () => {
    const { portfolio, holding, account: of } = account();
    hold(portfolio, portfolio.holding(instrument('Y')), -10);
    expect(by(new CashBuyingPower(of)).units(20, 100, holding, order, 100)).toBe(20);
  });
});

describe('buying power as backtesting.py counts it', () => {
  it('takes all of an order or nothing', () => {
    const { holding, account: of } = account();
    const power: BuyingPower = new BacktestingPyBuyingPower(of);
    expect([10, 10.1].map((units) => power.units(units, 100, holding, order, 100))).toEqual([10, 0]);
  });

  it('levers what is free, and counts whole units of a fraction', () => {
    const { portfolio, holding, account: of } = account({ margin: fixedLeverage(2) });
    const power: BuyingPower = new BacktestingPyBuyingPower(of);
    expect(power.resolve(0.999, 100, holding, 100)).toBe(19);
    hold(portfolio, holding, 10); // binds 500
    expect(power.resolve(1, 100, holding, 100)).toBe(10);
  });
});
