import { expect, it } from 'vitest';
import { backtest } from '../index.ts';
import { ohlcBars, scripted, type OhlcRow } from '../testing/index.ts';

const sizer = { name: 'ten', quantity: () => 10 };

it('shows a leg that still works with what it would close', () => {
  const bars = ohlcBars(Array.from({ length: 4 }, (): OhlcRow => [10, 11, 9, 10]));
  const strategy = scripted([1, 0.5], { plan: () => ({ stop: 8, target: 13 }) });
  const { pending } = backtest(bars, { strategy, sizer });
  expect(pending.map(({ leg, quantity }) => [leg, quantity])).toEqual([
    ['stop', -5],
    ['target', -5],
  ]);
});

it.each([
  ['works', 11, 'working'],
  ['has filled', 8, 'filled'],
])('shows a trailing stop that %s at its last price', (_what, low, status) => {
  const bars = ohlcBars([
    [10, 10, 10, 10],
    [10, 12, 10, 12],
    [12, 12, low, 11],
  ]);
  const strategy = scripted([1], { plan: () => ({ trail: { amount: 2 } }) });
  const { orders } = backtest(bars, { strategy, sizer });
  expect(orders[1]).toMatchObject({ type: 'trailingStop', stopPrice: 10, status });
});
