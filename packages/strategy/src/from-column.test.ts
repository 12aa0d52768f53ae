import { sliceBars } from '@tidemark/core-market';
import { sma } from '@tidemark/modeling-indicators';
import { describe, expect, it } from 'vitest';
import { audit } from './audit/audit.ts';
import { fromColumn } from './from-column.ts';
import { sampleBars } from './testing/sample-bars.ts';
import { strategyContract } from './testing/strategy-contract.ts';

const bars = sampleBars();
const trend = fromColumn(
  ({ close }) => {
    const average = sma(close, 20);
    return close.map((price, i) => (Number.isNaN(average[i]) ? NaN : Math.sign(price - average[i])));
  },
  { name: 'trend' },
);
const given = fromColumn(bars, trend.over(bars).columns['signal']!);

describe.each([trend, given])('$name', (strategy) => {
  it.each(strategyContract(strategy, bars))('$name', ({ check }) => expect(check).not.toThrow());
});

it('says the column, and waits for its leading NaNs', () => {
  const run = trend.over(bars);
  expect(run.warmup).toBe(19);
  for (let i = 19; i < bars.length; i++) expect(run.signal(i)).toBe(run.columns['signal']![i]);
  expect(given.over(bars).columns).toEqual(run.columns);
});

it('finds a function that looks ahead', () => {
  const peek = fromColumn(({ close }) => close.map((price, i) => Math.sign((close[i + 1] ?? price) - price)));
  expect(audit(bars, { strategy: peek }).clean).toBe(false);
});

it('keeps its own copy of a column, and runs over stretches of its bars', () => {
  const column = Float64Array.of(0.5, NaN, -1, 0);
  const four = sampleBars({ bars: 4 });
  const strategy = fromColumn(four, column, { name: 'own' });
  column.fill(0);
  expect(strategy.name).toBe('own');
  expect(strategy.over(four).signal(0)).toBe(0.5);
  expect(strategy.over(sliceBars(four, 1)).warmup).toBe(1);
  expect(strategy.over(sliceBars(four, 1)).signal(1)).toBe(-1);
  expect(() => strategy.over(sampleBars({ bars: 5 }))).toThrow(expect.objectContaining({ code: 'OTHER_BARS' }));
});

it.each([
  ['COLUMN_LENGTH', Float64Array.of(1)],
  ['COLUMN_TYPE', [1, 1, 1]],
  ['SIGNAL_OUT_OF_RANGE', Float64Array.of(0, 1.01, 0)],
  ['SIGNAL_OUT_OF_RANGE', Float64Array.of(0, -Infinity, 0)],
])('refuses with %s', (code, column) => {
  const three = sampleBars({ bars: 3 });
  expect(() => fromColumn(three, column as never)).toThrow(expect.objectContaining({ code }));
  expect(() => fromColumn(() => column as never).over(three)).toThrow(expect.objectContaining({ code }));
});
