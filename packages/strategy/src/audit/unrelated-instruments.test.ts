import { barFrame } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { sampleBars } from '../testing/sample-bars.ts';
import { unrelatedInstruments } from './unrelated-instruments.ts';

const [A, B] = [sampleBars({ symbol: 'A', bars: 9 }), sampleBars({ symbol: 'B', bars: 5, seed: 2 })];

it('are the longest one in reverse, on its clock and in memory of their own', () => {
  const made = unrelatedInstruments({ B, A });
  for (const bars of Object.values(made)) {
    expect(bars.time).toEqual(A.time);
    expect(bars.close).toEqual(A.close.toReversed());
    expect(bars.high.every((high, i) => high >= bars.open[i] && bars.low[i] <= bars.close[i])).toBe(true);
    expect(bars.close.buffer).not.toBe(A.close.buffer);
  }
  expect(A.close).toEqual(sampleBars({ bars: 9 }).close);
});

it('come first and last among the symbols, under their own names', () => {
  const made = unrelatedInstruments({ A, B });
  const { symbols, length } = barFrame({ A, B, ...made });
  expect([symbols.indexOf('A'), symbols.indexOf('B'), symbols.length, length]).toEqual([1, 2, 4, 9]);
  for (const [symbol, bars] of Object.entries(made))
    expect([bars.symbol, bars.instrument.symbol]).toEqual([symbol, symbol]);
});
