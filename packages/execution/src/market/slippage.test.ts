import { instrument } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import {
  fixedSlippage,
  fractionSlippage,
  halfSpread,
  noSlippage,
  squareRootImpact,
  volumeShareSlippage,
} from './slippage.ts';

const share = instrument('MSFT', { tickSize: 0.01 });
const offset = (model: { offset: typeof noSlippage.offset }, quantity = 100, volume = 10_000): number =>
  model.offset(50, quantity, volume, share);

it.each([
  [noSlippage, 0],
  [fixedSlippage(0.25), 0.25],
  [fractionSlippage(0.001), 0.05],
  [halfSpread({ ticks: 2 }), 0.01],
  [halfSpread({ fraction: 0.002 }), 0.05],
  [volumeShareSlippage({ impact: 0.1, limit: 0.025 }), 50 * 0.1 * 0.01 ** 2],
  [squareRootImpact({ volatility: 0.02 }), 50 * 0.02 * 0.1],
])('$name moves the price by what it says', (model, expected) => {
  expect(offset(model)).toBeCloseTo(expected, 12);
});

describe('volumeShareSlippage', () => {
  it('counts a share of the volume up to its limit', () => {
    expect(offset(volumeShareSlippage({ limit: 0.025 }), 5_000)).toBeCloseTo(50 * 0.1 * 0.025 ** 2, 12);
  });

  it.each([0, NaN])('counts its limit where the volume is %d', (volume) => {
    expect(offset(volumeShareSlippage(), 1, volume)).toBeCloseTo(50 * 0.1 * 0.025 ** 2, 12);
  });
});

it('a spread in ticks needs an instrument that has a tick', () => {
  expect(() => halfSpread({ ticks: 1 }).offset(50, 1, 1, instrument('X'))).toThrow(
    expect.objectContaining({ code: 'TICK_SIZE_NEEDED', where: 'X' }),
  );
});

it.each([
  () => fixedSlippage(-1),
  () => fractionSlippage(0.2),
  () => halfSpread({ ticks: NaN }),
  () => volumeShareSlippage({ limit: 25 }),
  () => squareRootImpact({ volatility: -0.1 }),
])('refuses what no slippage can be: %s', (make) => {
  expect(make).toThrow(expect.objectContaining({ code: 'INVALID_SLIPPAGE' }));
});
