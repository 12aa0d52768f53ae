import { instrument } from '@tidemark/core-market';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorporateAction } from './corporate-actions.ts';
import { positionAfter } from './position-after.ts';

const any = instrument('X');
const share = instrument('X', { lotSize: 1 });
const split = (ratio: number): CorporateAction => ({ kind: 'split', symbol: 'X', time: 0, ratio });
const dividend = (amount: number): CorporateAction => ({ kind: 'dividend', symbol: 'X', time: 0, amount });
const held = (quantity: number, averagePrice = 60): { quantity: number; averagePrice: number } => ({
  quantity,
  averagePrice,
});

describe('a split', () => {
  it.each([
    [4, 10, { quantity: 40, averagePrice: 15, cash: 0, settled: 0 }],
    [4, -10, { quantity: -40, averagePrice: 15, cash: 0, settled: 0 }],
    [0.1, 25, { quantity: 2.5, averagePrice: 600, cash: 0, settled: 0 }],
  ])('of %d makes of %d units what it says', (ratio, units, after) => {
    expect(positionAfter(split(ratio), held(units), share)).toEqual(after);
  });

  it('pays out the part of a unit that the lot does not allow, and a short pays it', () => {
    const [long, short] = [25, -25].map((units) => positionAfter(split(0.1), held(units), share, { cashInLieu: 500 }));
    expect(long).toEqual({ quantity: 2, averagePrice: 600, cash: 250, settled: 0.5 });
    expect(short).toEqual({ quantity: -2, averagePrice: 600, cash: -250, settled: -0.5 });
  });

  it('leaves nothing of less than a unit', () => {
    const after = positionAfter(split(0.1), held(4), share, { cashInLieu: 500 });
    expect(after).toEqual({ quantity: 0, averagePrice: NaN, cash: 200, settled: 0.4 });
  });

  it('keeps whole units that are less than a lot of orders, and every fraction where there is no lot', () => {
    const lots = instrument('X', { lotSize: 100 });
    const quantities = [lots, any].map((of) => positionAfter(split(1.5), held(101), of, { cashInLieu: 40 }).quantity);
    expect(quantities).toEqual([151, 151.5]);
  });

  it('has no dust: three for one and back is what it was', () => {
    const third = positionAfter(split(1 / 3), held(9), share, { cashInLieu: 1 });
    expect(third).toMatchObject({ quantity: 3, cash: 0, settled: 0 });
  });

  it('leaves flat what is flat', () => {
    expect(positionAfter(split(2), held(0, NaN), any)).toEqual({ quantity: 0, averagePrice: NaN, cash: 0, settled: 0 });
  });
});

describe('a dividend', () => {
  it.each([
    [100, 50],
    [-100, -50],
    [0, 0],
  ])('pays %d units %d', (units, cash) => {
    expect(positionAfter(dividend(0.5), held(units), share)).toEqual({ ...held(units), cash, settled: 0 });
  });

  it('counts the multiplier', () => {
    expect(positionAfter(dividend(0.5), held(3), instrument('X', { multiplier: 10 })).cash).toBe(15);
  });
});

it('no action changes what the account is worth', () => {
  const units = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  const price = fc.double({ min: 1, max: 1e3, noNaN: true });
  const ratio = fc.double({ min: 0.05, max: 20, noNaN: true });
  const property = fc.property(units, price, ratio, fc.boolean(), (quantity, close, by, whole) => {
    const after = positionAfter(split(by), held(quantity), whole ? share : any, { cashInLieu: close / by });
    expect(after.cash + (after.quantity * close) / by).toBeCloseTo(quantity * close, 2);
    const paid = positionAfter(dividend(close / 20), held(quantity), any);
    expect(paid.cash + paid.quantity * (close - close / 20)).toBeCloseTo(quantity * close, 4);
  });
  fc.assert(property);
});
