import { expect, it } from 'vitest';
import { audit, backtest, BaseStrategy, FLAT, LONG, syntheticBars } from './index.ts';
import type { BarEvent, BarSeries, Order, Signal, Strategy } from './index.ts';

const bars = syntheticBars({ seed: 9, bars: 400, timeframe: '1d' });
const orders = (strategy: Strategy) => (part: BarSeries) => backtest(part, { strategy }).orders.map(record);

function record({ createdBar, quantity }: Order): { bar: number; quantity: number } {
  return { bar: createdBar, quantity };
}

/** Leaves after five bars: it must see its position. */
class FiveBars extends BaseStrategy {
  onBar({ index }: BarEvent): Signal {
    return index % 7 === 0 ? LONG : this.position.barsHeld >= 5 ? FLAT : NaN;
  }
}

it('follows a strategy that reads its position through whole backtests', () => {
  const strategy = new FiveBars();
  expect(audit(bars, { strategy, run: orders(strategy) })).toMatchObject({ clean: true });
});

it('finds orders that the future changed', () => {
  const peeking: Strategy = {
    name: 'peeking',
    over: (part) => ({
      columns: {},
      warmup: 0,
      signal: (i) => (part.close.at(-1)! > part.close[i]! ? LONG : FLAT),
    }),
  };
  const { clean, findings } = audit(bars, { strategy: peeking, run: orders(peeking) });
  expect([clean, findings.some(({ kind }) => kind === 'order')]).toEqual([false, true]);
});
