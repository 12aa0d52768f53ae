import type { Trade } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import type { TradeMetric } from './define-trade-metric.ts';
import * as metrics from './trades.ts';

const trade = (id: number, netProfit: number, entryBar = id * 10, barsHeld = 5): Trade => ({
  id,
  symbol: 'ES',
  quantity: 1,
  entryBar,
  entryTime: 0,
  entryPrice: 100,
  exitBar: entryBar + barsHeld,
  exitTime: 1,
  exitPrice: 101,
  grossProfit: netProfit + 2,
  commission: 2,
  netProfit,
  barsHeld,
});
const trades = [trade(1, 30), trade(2, -10), trade(3, -10), trade(4, 0), trade(5, 10)];
const value = (metric: TradeMetric): number | null => metric(trades, { bars: 100 }).value;

it('counts, wins, losses and money are by hand', () => {
  expect(value(metrics.tradeCount)).toBe(5);
  expect(value(metrics.winRate)).toBe(0.4);
  expect(value(metrics.profitFactor)).toBe(2);
  expect(value(metrics.payoffRatio)).toBe(2);
  expect(value(metrics.expectancy)).toBe(4);
  expect(value(metrics.netProfit)).toBe(20);
  expect([value(metrics.averageWin), value(metrics.averageLoss)]).toEqual([20, -10]);
  expect([value(metrics.largestWin), value(metrics.largestLoss)]).toEqual([30, -10]);
  expect([value(metrics.maxConsecutiveWins), value(metrics.maxConsecutiveLosses)]).toEqual([1, 2]);
  expect(value(metrics.averageBarsHeld)).toBe(5);
  expect(value(metrics.totalCommission)).toBe(10);
});

it('the share of time counts overlapping parts of a position once', () => {
  expect(value(metrics.exposureTime)).toBe(0.25);
  expect(metrics.exposureTime([trade(1, 1, 0, 10), trade(2, 1, 0, 4), trade(3, 1, 8, 4)], { bars: 24 }).value).toBe(
    0.5,
  );
});

it('leaves trades that are still open out', () => {
  expect(metrics.tradeCount([...trades, { ...trade(6, 99), open: true }]).value).toBe(5);
});

it('says why a figure of no trades, no losses or no wins is missing', () => {
  expect(metrics.winRate([])).toEqual({ value: null, reason: 'no_trades' });
  expect(metrics.tradeCount([])).toEqual({ value: 0 });
  expect(metrics.profitFactor([trade(1, 5)]).reason).toBe('no_losses');
  expect(metrics.payoffRatio([trade(1, -5)]).reason).toBe('no_wins');
  expect(metrics.largestLoss([trade(1, 5)]).reason).toBe('no_losses');
  expect(metrics.sqn([trade(1, 5)]).reason).toBe('insufficient_data');
});
