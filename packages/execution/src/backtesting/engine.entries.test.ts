import type { Intent, OrderPlan } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { backtest } from '../index.ts';
import { fillRows, ohlcBars, scripted, type OhlcRow } from '../testing/index.ts';

const flat: OhlcRow = [10, 10, 10, 10, 100];
const sizer = (units: number) => ({ name: 'fixed', quantity: () => units });

it('takes back the close of a planned reversal with its entry, where the signal changes before they fill: S7', () => {
  const plan = ({ signal }: Intent): OrderPlan | undefined =>
    signal < 0 ? { type: 'limit', limitPrice: 12 } : undefined;
  const strategy = scripted([1, NaN, -1, 0.5], { plan });
  const result = backtest(ohlcBars(Array.from({ length: 7 }, () => flat)), {
    strategy,
    sizer: sizer(10),
    latencyBars: 1,
  });
  expect(fillRows(result)).toEqual([
    [2, 10, 10],
    [5, -5, 10],
  ]);
});

it('takes back the rest of an entry that volume filled in part: S7', () => {
  const options = { strategy: scripted([1, 0]), sizer: sizer(25), volumeLimit: 0.1 };
  expect(fillRows(backtest(ohlcBars([flat, flat, flat, flat]), options))).toEqual([
    [1, 10, 10],
    [2, -10, 10],
  ]);
});

it('asks no plan about an exit that volume fills in parts', () => {
  // 0.9 - 0.2 - 0.2 is less than 0.9 - (0.2 + 0.2): the order seems to go beyond flat.
  const rows = [100, 100, 0.2, 0.2, 100].map((volume): OhlcRow => [10, 10, 10, 10, volume]);
  const plan = (): OrderPlan => ({ stop: 5, target: 20 });
  const options = { strategy: scripted([1, 0], { plan }), sizer: sizer(0.9), volumeLimit: 1 };
  expect(fillRows(backtest(ohlcBars(rows), options)).map(([bar]) => bar)).toEqual([1, 2, 3, 4]);
});
