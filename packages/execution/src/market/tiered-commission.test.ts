import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commission } from './commission.ts';
import { tieredCommission } from './tiered-commission.ts';

const byValue = tieredCommission([{ upTo: 1_000, rate: 0.01 }, { upTo: 5_000, rate: 0.005 }, { rate: 0.001 }]);

describe('tieredCommission', () => {
  it.each([
    [500, 5],
    [1_000, 10],
    [3_000, 20],
    [15_000, 40],
  ])('charges each part of %d with the rate of its tier', (value, money) => {
    expect(byValue.commission(value / 100, 100, 1)).toBeCloseTo(money, 10);
  });

  it('counts units where the tiers are per unit', () => {
    const byUnits = tieredCommission([{ upTo: 100, perUnit: 0.01 }, { perUnit: 0.005 }]);
    expect(byUnits.commission(300, 50, 7)).toBeCloseTo(2, 12);
  });

  it('counts the multiplier, and a negative price as positive', () => {
    expect(byValue.commission(10, -60, 5)).toBeCloseTo(20, 10);
  });

  it('has a minimum and a maximum', () => {
    const model = tieredCommission([{ rate: 0.01 }], { minimum: 5, maximum: 50 });
    expect([1, 10, 100].map((units) => model.commission(units, 100, 1))).toEqual([5, 10, 50]);
  });

  it('is named by the call that makes it', () => {
    const tiers = [{ upTo: 10, perUnit: 1 }, { perUnit: 0.5 }];
    expect(tieredCommission(tiers, { minimum: 2 }).name).toBe(
      'tieredCommission([{ upTo: 10, perUnit: 1 }, { perUnit: 0.5 }], { minimum: 2 })',
    );
  });

  it('with one tier is the plain rate, and never falls as a fill grows', () => {
    const units = fc.double({ min: 0, max: 1e6, noNaN: true });
    const one = tieredCommission([{ rate: 0.01 }]);
    fc.assert(
      fc.property(units, units, (a, b) => {
        expect(one.commission(a, 3, 1)).toBeCloseTo(commission({ rate: 0.01 }).commission(a, 3, 1), 8);
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        expect(byValue.commission(small, 3, 1)).toBeLessThanOrEqual(byValue.commission(large, 3, 1));
      }),
    );
  });

  it.each([
    ['no tiers', []],
    ['a last tier that ends', [{ upTo: 10, rate: 0.001 }]],
    ['ends that do not ascend', [{ upTo: 10, rate: 0.001 }, { upTo: 10, rate: 0.0005 }, { rate: 0 }]],
    ['an end in the middle left out', [{ rate: 0.001 }, { rate: 0.0005 }]],
    ['an end that is no number', [{ upTo: NaN, rate: 0.001 }, { rate: 0.0005 }]],
    ['tiers of two kinds', [{ upTo: 10, rate: 0.001 }, { perUnit: 1 }] as never],
    ['a tier with both', [{ rate: 0.001, perUnit: 1 }]],
    ['a percentage', [{ rate: 0.1 }]],
    ['a negative price', [{ perUnit: -1 }]],
  ])('refuses %s', (_what, tiers) => {
    expect(() => tieredCommission(tiers)).toThrow(expect.objectContaining({ code: 'INVALID_COMMISSION' }));
  });
});
