import { instrument } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { cashInterest, type InterestRates } from './interest.ts';

const YEAR = 365 * 86_400_000;
const charge = (rates: InterestRates, cash: number, to = YEAR): number =>
  cashInterest(rates).charge(0, NaN, cash, 0, to, instrument('X'));

describe('cashInterest', () => {
  it('is received on cash and paid on debt', () => {
    expect(charge({ credit: 0.02, debit: 0.06 }, 1_000)).toBeCloseTo(-20, 10);
    expect(charge({ credit: 0.02, debit: 0.06 }, -1_000)).toBeCloseTo(60, 10);
  });

  it('is paid on cash where the rate is negative', () => {
    expect(charge({ credit: -0.005 }, 1_000)).toBeCloseTo(5, 10);
  });

  it('charges debt the credit rate where no other is given', () => {
    expect(charge({ credit: 0.04 }, -1_000)).toBeCloseTo(40, 10);
    expect(charge({}, -1_000)).toBe(0);
  });

  it('counts years of 360 days where they are asked for', () => {
    expect(charge({ credit: 0.036, days: 360 }, 1_000, 86_400_000)).toBeCloseTo(-0.1, 12);
  });

  it('is named by the call that makes it', () => {
    expect(cashInterest({ credit: 0.02, debit: 0.06 }).name).toBe('cashInterest({ credit: 0.02, debit: 0.06 })');
  });

  it.each([{ credit: 2 }, { debit: 6 }, { debit: -0.01 }, { credit: 0.05, debit: 0.02 }, { credit: NaN }])(
    'refuses %o',
    (rates) => {
      expect(() => cashInterest(rates)).toThrow(expect.objectContaining({ code: 'INVALID_CARRY' }));
    },
  );
});
