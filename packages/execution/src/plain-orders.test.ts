import { fixedQuantity } from '@tidemark/risk';
import type { Strategy } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { backtest } from './backtesting/engine.ts';
import type { BacktestOptions } from './backtesting/options.ts';
import { commission } from './market/commission.ts';
import { fractionSlippage } from './market/slippage.ts';
import { ohlcBars, type OhlcRow } from './testing/ohlc-bars.ts';
import { scripted } from './testing/scripted.ts';

const bars = ohlcBars(
  Array.from({ length: 12 }, (_, i): OhlcRow => [100 + i, 103 + i, 98 + i, i % 2 === 1 ? 99 + i : 102 + i]),
);

/** Says these signals, and knows where the next one comes, as strategies of columns do. */
function saying(...signals: readonly number[]): Strategy {
  const nextChange = (from: number, to: number, stance: number): number => {
    let i = from;
    while (i < to && (signals[i] === stance || !(signals[i]! <= 1))) i++;
    return i;
  };
  return scripted(signals, { nextChange });
}

const turning = saying(NaN, 1, 1, 0.5, -1, -1, 0, 1, 1, 1, -0.4);

const none = { name: 'none', quantity: () => 0 };

/** What a run leaves, where nobody hears of its orders and where somebody does. */
function both(options: Partial<BacktestOptions>): unknown[] {
  const costs = { commission: commission({ rate: 0.001 }), slippage: fractionSlippage(0.002) };
  return [{}, { order: () => {} }].map((on) => {
    const result = backtest(bars, { ...costs, strategy: turning, ...options, on });
    const { orders, fills, trades, openTrades, refused, warnings, finalEquity } = result;
    return { orders, fills, trades, openTrades, refused, warnings, finalEquity };
  });
}

it.each<[string, Partial<BacktestOptions>]>([
  ['turns a position, reduces it and opens it again', { sizer: fixedQuantity(10) }],
  ['keeps lots apart', { sizer: fixedQuantity(10), costing: 'fifo' }],
  ['makes an order smaller that the cash does not carry', { sizer: fixedQuantity(10), capital: 700 }],
  [
    'rejects an order that the cash does not carry',
    { sizer: fixedQuantity(10), capital: 700, insufficient: 'reject' } as Partial<BacktestOptions>,
  ],
  ['refuses a size that rounds to nothing', { sizer: none }],
])('%s, as a run does that somebody listens to', (_what, options) => {
  const [quiet, heard] = both(options);
  expect(quiet).toEqual(heard);
});

it('leaves the last bar to decide, and its order unfilled', () => {
  const [quiet, heard] = both({
    strategy: saying(...Array.from({ length: 11 }, () => NaN), 1),
    sizer: fixedQuantity(1),
  });
  expect(quiet).toMatchObject({ orders: [{ status: 'working', createdBar: 11 }], fills: [] });
  expect(quiet).toEqual(heard);
});
