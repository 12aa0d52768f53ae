import { expect, it } from 'vitest';
import { backtest } from '../index.ts';
import { fillRows, ohlcBars, scripted } from './index.ts';

it('makes a minute bar of each row, and rows of what was filled', () => {
  const bars = ohlcBars(
    [
      [10, 12, 9, 11],
      [11, 13, 10, 12, 50],
    ],
    'Y',
  );
  expect([bars.symbol, ...bars.time, ...bars.volume]).toEqual(['Y', 0, 60_000, 1_000, 50]);
  const result = backtest(bars, { strategy: scripted([1]), sizer: { name: 'ten', quantity: () => 10 } });
  expect(fillRows(result)).toEqual([[1, 10, 11]]);
});
