import { FLAT, LONG, type SignalRun, type Strategy } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { smaCross } from '../built-in/sma-cross.ts';
import { sampleBars } from '../testing/sample-bars.ts';
import { compareChunks } from './in-chunks.ts';

const bars = sampleBars({ bars: 600 });

/** What chunks show of a run that is long above 100, and answers its next change in this way. */
function shown(nextChange: (signal: (i: number) => number) => SignalRun['nextChange']): unknown[][] {
  const signal = (i: number): number => (bars.close[i] > 100 ? LONG : FLAT);
  const answer = nextChange(signal);
  const run: SignalRun = { columns: {}, warmup: 3, signal, ...(answer && { nextChange: answer }) };
  const strategy: Strategy = { name: 'mine', over: () => run };
  const signals = bars.close.map((_, i) => (i < 3 ? NaN : signal(i)));
  return compareChunks(strategy, bars, signals, 3).map(({ kind, bar, full, prefix }) => [kind, bar, full, prefix]);
}

/** The first bar within [from, to) whose signal is another one. */
const honest = (signal: (i: number) => number) => (from: number, to: number, stance: number) => {
  for (let i = from; i < to; i++) if (signal(i) !== stance) return i;
  return to;
};

it('finds nothing in an honest answer, nor in a run that is asked on every bar', () => {
  expect(shown(honest)).toEqual([]);
  expect(shown(() => undefined)).toEqual([]);
});

it('finds nothing in a strategy in columns', () => {
  const strategy = smaCross({ fast: 3, slow: 9, side: 'both' });
  const run = strategy.over(bars);
  const signals = bars.close.map((_, i) => (i < run.warmup ? NaN : run.signal(i)));
  expect(compareChunks(strategy, bars, signals, run.warmup)).toEqual([]);
});

it('finds an answer that depends on how far it is asked', () => {
  const found = shown((signal) => (from, to, stance) => {
    const next = honest(signal)(from, to, stance);
    return to - from > 50 && next >= to - 9 ? to : next;
  });
  expect(found).toMatchObject([['signal', expect.any(Number), expect.any(Number), expect.any(Number)]]);
});

it.each([0, -1, 1e9, NaN])('finds an answer that is no bar of those asked about: %d', (answer) => {
  const first = bars.close[3] > 100 ? LONG : FLAT;
  expect(shown(() => () => answer)).toEqual([['signal', 3, first, NaN]]);
});
