import { instrument } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { bySign } from './by-sign.ts';
import { fixedCash } from './fixed-cash.ts';
import { fixedQuantity } from './fixed-quantity.ts';
import { percentOfEquity } from './percent-of-equity.ts';
import type { SizingContext } from './sizer.ts';

const flat = { quantity: 0, averagePrice: NaN, barsHeld: 0, lots: [] };
const context: SizingContext = {
  instrument: instrument('MSFT'),
  signal: 1,
  price: 50,
  equity: 10_000,
  cash: 4_000,
  position: flat,
  stop: undefined,
  index: 7,
};
const future: SizingContext = { ...context, instrument: instrument('ES', { multiplier: 50 }) };

describe('fixedQuantity', () => {
  it('answers its units whatever the price', () => {
    expect([context, { ...context, price: 1 }].map((each) => fixedQuantity(3).quantity(each))).toEqual([3, 3]);
  });
});

describe('fixedCash', () => {
  it('answers what the money buys at the deciding close', () => {
    expect(fixedCash(1_000).quantity(context)).toBe(20);
  });

  it('counts the multiplier', () => {
    expect(fixedCash(5_000).quantity(future)).toBe(2);
  });

  it.each([0, -37])('buys nothing at a price of %d', (price) => {
    expect(fixedCash(1_000).quantity({ ...context, price })).toBe(0);
  });
});

describe('percentOfEquity', () => {
  it('goes by equity, not by cash', () => {
    expect(percentOfEquity(0.5).quantity(context)).toBe(100);
  });

  it('counts the multiplier', () => {
    expect(percentOfEquity(0.5).quantity(future)).toBe(2);
  });

  it.each([{ price: 0 }, { equity: 0 }, { equity: -5 }])('buys nothing with %o', (change) => {
    expect(percentOfEquity(0.5).quantity({ ...context, ...change })).toBe(0);
  });

  it('refuses a percentage and says which fraction it would be', () => {
    expect(() => percentOfEquity(20)).toThrow(
      expect.objectContaining({ code: 'INVALID_FRACTION', fix: expect.stringContaining('0.2') }),
    );
  });
});

it.each([0, -1, NaN, Infinity])('every sizer refuses a size of %d', (size) => {
  for (const make of [fixedQuantity, fixedCash, percentOfEquity]) {
    expect(() => make(size)).toThrow(expect.objectContaining({ code: 'INVALID_SIZE' }));
  }
});

it('bySign ignores the strength and nothing else', () => {
  const sizer = bySign(fixedQuantity(3));
  expect([sizer.conviction, sizer.quantity(context), sizer.name]).toEqual(['sign', 3, 'bySign(fixedQuantity(3))']);
});
