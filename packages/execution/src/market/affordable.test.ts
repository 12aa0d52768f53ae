import { instrument } from '@tidemark/core-market';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affordableUnits } from './affordable.ts';
import { bps, commission, noCommission } from './commission.ts';

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
});
