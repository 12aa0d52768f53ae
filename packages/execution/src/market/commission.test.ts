import { describe, expect, it } from 'vitest';
import { bps, commission, noCommission } from './commission.ts';

describe('commission', () => {
  it('adds what is fixed, per unit and a rate of the value', () => {
    expect(commission({ fixed: 1, perUnit: 0.5, rate: 0.01 }).commission(10, 20, 2)).toBe(1 + 5 + 4);
  });

  it('never costs less than the minimum', () => {
    expect(commission({ rate: 0.001, minimum: 9 }).commission(10, 20, 1)).toBe(9);
  });

  it('takes the value of a negative price as positive', () => {
    expect(commission({ rate: 0.01 }).commission(10, -37, 1)).toBeCloseTo(3.7);
  });

  it('is named by the call that makes it', () => {
    expect(commission({ rate: 0.001, minimum: 1 }).name).toBe('commission({ rate: 0.001, minimum: 1 })');
  });

  it('never costs more than the maximum, in money or as a fraction of the value, be the minimum what it may', () => {
    expect(commission({ rate: 0.01, maximum: 3 }).commission(10, 40, 1)).toBe(3);
    const model = commission({ perUnit: 0.005, minimum: 1, maximum: { fraction: 0.01 } });
    const costs = [
      [1_000, 25],
      [1_000, 0.25],
      [10, 0.2],
    ].map(([units, price]) => model.commission(units!, price!, 1));
    expect(costs).toEqual([5, 2.5, 0.02]);
    expect(model.name).toBe('commission({ perUnit: 0.005, minimum: 1, maximum: { fraction: 0.01 } })');
  });

  it('is the same for makers and takers', () => {
    const model = commission({ rate: 0.01 });
    expect(model.commission(10, 40, 1, 'maker')).toBe(model.commission(10, 40, 1, 'taker'));
  });

  it('refuses a percentage and says what was meant', () => {
    expect(() => commission({ rate: 0.1 })).toThrow(
      expect.objectContaining({ code: 'INVALID_COMMISSION', fix: expect.stringContaining('0.1 % is 0.001') }),
    );
  });

  it.each([
    { rate: -0.001 },
    { fixed: NaN },
    { perUnit: Infinity },
    { minimum: -1 },
    { maximum: -1 },
    { minimum: 2, maximum: 1 },
    { maximum: { fraction: 1 } },
  ])('refuses %o', (rates) => {
    expect(() => commission(rates)).toThrow(expect.objectContaining({ code: 'INVALID_COMMISSION' }));
  });
});

it('bps(10) is a thousandth of the value', () => {
  expect([bps(10).commission(100, 50, 1), bps(10).name]).toEqual([5, 'bps(10)']);
});

it('noCommission costs nothing', () => {
  expect(noCommission.commission(10, 20, 1)).toBe(0);
});
