import { instrument } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { borrowFee } from './borrow.ts';

const DAY = 86_400_000;
const share = instrument('GME');

describe('borrowFee', () => {
  it('is the annual rate on the value of the short, by actual days', () => {
    expect(borrowFee(0.03).charge(-200, 50, 0, 0, 73 * DAY, share)).toBeCloseTo(10_000 * 0.03 * 0.2, 10);
    expect(borrowFee(0.03, { days: 360 }).charge(-200, 50, 0, 0, 72 * DAY, share)).toBeCloseTo(60, 10);
  });

  it('trap 23: a weekend costs three days, and an hour its part of one', () => {
    const friday = Date.UTC(2024, 0, 5);
    const model = borrowFee(0.365);
    expect(model.charge(-1, 100, 0, friday, friday + 3 * DAY, share)).toBeCloseTo(0.3, 12);
    expect(model.charge(-1, 100, 0, friday, friday + DAY / 24, share)).toBeCloseTo(0.1 / 24, 12);
  });

  it('is nothing for a long position, whatever the cash', () => {
    expect(borrowFee(0.5).charge(200, 50, -10_000, 0, DAY, share)).toBe(0);
  });

  it('counts the multiplier', () => {
    expect(borrowFee(0.365).charge(-1, 100, 0, 0, DAY, instrument('X', { multiplier: 10 }))).toBeCloseTo(1, 12);
  });

  it('is named by the call that makes it', () => {
    expect([borrowFee(0.03).name, borrowFee(0.03, { days: 360 }).name]).toEqual([
      'borrowFee(0.03)',
      'borrowFee(0.03, { days: 360 })',
    ]);
  });

  it('takes 3 for 3 %', () => {
    expect(() => borrowFee(3)).toThrow(
      expect.objectContaining({ code: 'INVALID_CARRY', fix: 'rates are fractions: 3 % is 0.03' }),
    );
  });

  it('refuses years of other lengths', () => {
    expect(() => borrowFee(0.03, { days: 252 as never })).toThrow(
      expect.objectContaining({ code: 'INVALID_CARRY', what: 'days is 252' }),
    );
  });

  it.each([-0.01, NaN, Infinity])('refuses %d', (rate) => {
    expect(() => borrowFee(rate)).toThrow(expect.objectContaining({ code: 'INVALID_CARRY' }));
  });
});
