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

  it('refuses a percentage and says what was meant', () => {
    expect(() => commission({ rate: 0.1 })).toThrow(
      expect.objectContaining({ code: 'INVALID_COMMISSION', fix: expect.stringContaining('0.1 % is 0.001') }),
    );
  });

  it.each([{ rate: -0.001 }, { fixed: NaN }, { perUnit: Infinity }, { minimum: -1 }])('refuses %o', (rates) => {
    expect(() => commission(rates)).toThrow(expect.objectContaining({ code: 'INVALID_COMMISSION' }));
  });
});

it('bps(10) is a thousandth of the value', () => {
  expect([bps(10).commission(100, 50, 1), bps(10).name]).toEqual([5, 'bps(10)']);
});

it('noCommission costs nothing', () => {
  expect(noCommission.commission(10, 20, 1)).toBe(0);
});
