import { expect, it } from 'vitest';
import { makerTaker } from './maker-taker.ts';

it('takes the rate of how the fill met the market, and the taker rate where nobody says', () => {
  const model = makerTaker({ maker: 0.0002, taker: 0.0005 });
  const costs = [
    model.commission(10, 100, 2),
    model.commission(10, 100, 2, 'taker'),
    model.commission(10, 100, 2, 'maker'),
  ];
  expect(costs).toEqual([1, 1, 0.4]);
});

it('pays a maker a rebate, also at a negative price', () => {
  const model = makerTaker({ maker: -0.0001, taker: 0.0003 });
  expect(model.commission(100, -37, 1, 'maker')).toBeCloseTo(-0.37, 12);
});

it('is named by the call that makes it', () => {
  expect(makerTaker({ maker: -0.0001, taker: 0.0003 }).name).toBe('makerTaker({ maker: -0.0001, taker: 0.0003 })');
});

it('takes 0.1 for a percentage', () => {
  expect(() => makerTaker({ maker: 0, taker: 0.1 })).toThrow(
    expect.objectContaining({ code: 'INVALID_COMMISSION', fix: expect.stringContaining('0.1 % is 0.001') }),
  );
});

it.each([
  { maker: 0, taker: -0.001 },
  { maker: -0.0005, taker: 0.0003 },
  { maker: NaN, taker: 0 },
])('refuses %o', (rates) => {
  expect(() => makerTaker(rates)).toThrow(expect.objectContaining({ code: 'INVALID_COMMISSION' }));
});
