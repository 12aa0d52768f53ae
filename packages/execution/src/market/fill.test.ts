import { barsOf, instrument, type Instrument } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { slippedPrice, type FillModels } from './fill.ts';
import { fixedSlippage, noSlippage } from './slippage.ts';

const plain: FillModels = { slippage: noSlippage, cap: 'none' };
const slipped: FillModels = { ...plain, slippage: fixedSlippage(0.5) };

/** What a purchase and a sale of 5 cost at a price, on a bar from 9.9 to 10.2. */
function bothSides(price: number, models: FillModels, of: Instrument = instrument('X')): number[] {
  const bar = { time: 0, open: 10, high: 10.2, low: 9.9, close: 10, volume: 100 };
  const bars = barsOf([bar], { instrument: of, timeframe: '1m' });
  return [5, -5].map((quantity) => slippedPrice(price, quantity, bars, 0, models));
}

it('is the price of the bar where nothing is to be paid for', () => {
  expect(bothSides(10, plain)).toEqual([10, 10]);
});

it('is worse by the slippage on both sides', () => {
  expect(bothSides(10, slipped)).toEqual([10.5, 9.5]);
});

it('may leave the bar, unless capped', () => {
  expect(bothSides(10, { ...slipped, cap: 'bar' })).toEqual([10.2, 9.9]);
});

it('is rounded to the tick against the trader', () => {
  expect(bothSides(10.1, plain, instrument('X', { tickSize: 0.25 }))).toEqual([10.25, 10]);
});
