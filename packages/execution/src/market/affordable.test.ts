import { instrument } from '@tidemark/core-market';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affordableUnits } from './affordable.ts';
import { bps, commission, noCommission } from './commission.ts';
import { makerTaker } from './maker-taker.ts';
import { cashAccount, cashMargin, fixedLeverage, futuresMargin, regT } from './margin.ts';

const any = instrument('X');
const lots = instrument('X', { lotSize: 1 });

describe('affordableUnits', () => {
  it('lets through what the cash carries', () => {
    expect(affordableUnits(100, 10, 1_000, 0, noCommission, any)).toBe(100);
  });

  it('shrinks to what the cash carries with its commission', () => {
    const units = affordableUnits(100, 10, 1_000, 0, bps(100), any);
    expect(units).toBeCloseTo(1_000 / 10.1, 9);
  });

  it('shrinks to whole lots, toward zero', () => {
    expect(affordableUnits(-100, 10, 999, 0, noCommission, lots)).toBe(-99);
  });

  it('holds a short to the equity: its proceeds are not spendable', () => {
    const [cash, held] = [2_000, -100]; // 1,000 of equity, all of it bound
    expect(affordableUnits(-1, 10, cash, held, noCommission, any)).toBe(0);
  });

  it('is 0 where the minimum commission alone is too much', () => {
    expect(affordableUnits(10, 1, 20, 0, commission({ minimum: 25 }), any)).toBe(0);
  });

  it('counts the multiplier', () => {
    const future = instrument('ES', { multiplier: 50, lotSize: 1 });
    expect(affordableUnits(3, 100, 12_000, 0, noCommission, future)).toBe(2);
  });

  it('is never more than wanted, and never more than the account carries', () => {
    const positive = (max: number): fc.Arbitrary<number> => fc.double({ min: 0.01, max, noNaN: true });
    const property = fc.property(
      positive(1e4),
      positive(1e6),
      positive(1e6),
      positive(499),
      (units, price, cash, rate) => {
        const model = bps(rate);
        const got = affordableUnits(units, price, cash, 0, model, any);
        const exposure = got * price;
        expect(got).toBeLessThanOrEqual(units);
        expect(exposure).toBeLessThanOrEqual((cash - model.commission(got, price, 1)) * (1 + 1e-11));
        const spent = exposure / (cash - model.commission(got, price, 1));
        expect(got === units || spent > 1 - 1e-9).toBe(true); // and not less
      },
    );
    fc.assert(property);
  });

  it('lets a margin account buy for twice its equity', () => {
    expect(affordableUnits(1_000, 10, 1_000, 0, noCommission, lots, regT())).toBe(200);
  });

  it('counts what is held at the price of the fill', () => {
    // Bought 100 at 10 with 1,000 and nothing borrowed: at 12 the equity is 1,200, and carries 200 units in all.
    expect(affordableUnits(1_000, 12, 0, 100, noCommission, lots, regT())).toBe(100);
    expect(affordableUnits(1_000, 12, 0, 100, noCommission, lots)).toBe(0);
  });

  it('leaves alone what other instruments bind', () => {
    // 1,000 of cash and 1,000 in another instrument, which binds half of its value.
    expect(affordableUnits(1_000, 10, 2_000, 0, noCommission, lots, regT(), 500)).toBe(300);
    expect(affordableUnits(1_000, 10, 2_000, 0, noCommission, lots, cashMargin, 2_001)).toBe(0);
  });

  it('sells nothing short in a cash account, and buys in it', () => {
    expect(affordableUnits(-10, 10, 1_000, 0, noCommission, any, cashAccount)).toBe(0);
    expect(affordableUnits(200, 10, 1_000, 0, noCommission, any, cashAccount)).toBe(100);
  });

  it('carries as many contracts as the money per contract allows, whatever their value', () => {
    const future = instrument('ES', { multiplier: 50, lotSize: 1 });
    const model = futuresMargin({ initial: 13_200, maintenance: 12_000 });
    const perContract = commission({ perUnit: 2 });
    expect(affordableUnits(-10, 4_000, 40_000, 0, perContract, future, model)).toBe(-3);
    expect(affordableUnits(-10, 4_000, 3 * 13_202, 0, perContract, future, model)).toBe(-3);
    expect(affordableUnits(-10, 4_000, 3 * 13_202 - 1, 0, perContract, future, model)).toBe(-2);
  });

  it('charges a maker what a maker pays', () => {
    const model = makerTaker({ maker: 0, taker: 0.01 });
    expect(affordableUnits(100, 10, 1_000, 0, model, any, cashMargin, 0, 'maker')).toBe(100);
    expect(affordableUnits(100, 10, 1_000, 0, model, any, cashMargin, 0, 'taker')).toBeLessThan(100);
  });

  it('finds the most where a unit binds the more the more there are', () => {
    const steep = { name: 'steep', initial: (q: number): number => q * q, maintenance: (): number => 0 };
    expect(affordableUnits(100, 1, 100, 0, noCommission, any, steep)).toBeCloseTo(10, 9);
    expect(affordableUnits(100, 1, 97, 3, noCommission, any, steep)).toBeCloseTo(7, 9);
  });

  it('answers what is wanted where a model gives no number: the equity check finds it', () => {
    const broken = { name: 'broken', initial: (): number => NaN, maintenance: (): number => 0 };
    expect(affordableUnits(5, 1, 100, 0, noCommission, any, broken)).toBe(5);
  });

  it('fits into the equity, and no unit more does', () => {
    const positive = (max: number): fc.Arbitrary<number> => fc.double({ min: 0.01, max, noNaN: true });
    const model = fc.constantFrom(cashMargin, regT(), fixedLeverage(30), fixedLeverage(1.5));
    const costs = fc.constantFrom(noCommission, bps(7), commission({ perUnit: 0.01, minimum: 1 }));
    const side = fc.constantFrom(1, -1);
    const property = fc.property(
      model,
      costs,
      side,
      positive(1e6),
      positive(1e3),
      positive(1e6),
      fc.double({ min: 0, max: 1e4, noNaN: true }),
      positive(1e6),
      (margin, cost, sign, units, price, cash, size, bound) => {
        const held = sign * size;
        const equity = cash + held * price;
        const got = affordableUnits(sign * units, price, cash, held, cost, any, margin, bound);
        const need = (more: number): number =>
          margin.initial(held + more, price, any) + cost.commission(Math.abs(more), price, 1);
        expect(got * sign).toBeGreaterThanOrEqual(0);
        expect(got * sign).toBeLessThanOrEqual(units);
        const scale = 1e-9 * (Math.abs(equity) + bound + Math.abs(held) * price + 1);
        const room = equity - bound;
        expect(got === 0 || need(got) <= room + scale).toBe(true);
        expect(got === sign * units || need(got * (1 + 1e-6) + sign * 1e-6) > room - scale).toBe(true);
      },
    );
    fc.assert(property);
  });
});
