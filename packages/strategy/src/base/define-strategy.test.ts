import { FLAT, HOLD, LONG, SHORT } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FLAT_ACCOUNT } from '../testing/flat-account.ts';
import { sampleBars } from '../testing/sample-bars.ts';
import { defineStrategy } from './define-strategy.ts';

const bars = sampleBars({ bars: 6 });

function average(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length).fill(NaN);
  for (let i = period - 1; i < values.length; i++) {
    out[i] = values.subarray(i - period + 1, i + 1).reduce((sum, value) => sum + value, 0) / period;
  }
  return out;
}

const cross = defineStrategy({
  name: 'cross',
  params: z
    .object({
      fast: z.int().min(1).default(2),
      slow: z.int().min(2).max(500).default(3),
      side: z.enum(['long', 'both']).default('both'),
    })
    .refine(({ fast, slow }) => fast < slow, 'fast must be below slow'),
  columns: ({ close }, { fast, slow }) => ({ fast: average(close, fast), slow: average(close, slow) }),
  decide: ({ fast, slow }, i, { side }) =>
    fast[i] > slow[i] ? LONG : fast[i] < slow[i] ? (side === 'both' ? SHORT : FLAT) : HOLD,
});

const signals = (run: { signal(i: number): number }, from = 0) =>
  Array.from({ length: bars.length - from }, (_, k) => run.signal(from + k));

describe('a run', () => {
  it('decides bar by bar on its own columns', () => {
    const run = cross().over(bars);
    expect(Object.keys(run.columns)).toEqual(['fast', 'slow']);
    const { fast, slow } = run.columns;
    const expected = [2, 3, 4, 5].map((i) => Math.sign(fast[i] - slow[i]));
    expect(signals(run, 2)).toEqual(expected);
  });

  it('has the hooks that the strategy has, and no others', () => {
    expect('manage' in cross().over(bars)).toBe(false);
    const full = defineStrategy({
      name: 'full',
      columns: ({ close }) => ({ close }),
      decide: () => LONG,
      manage: (signal, { barsHeld }, { close }, i) => (barsHeld > 3 ? FLAT : signal * Math.sign(close[i])),
      plan: ({ price }, position, { close }, i) =>
        position.quantity === 0 ? { limitPrice: price } : { stop: close[i] },
      orders: (account, book, { close }, i) => void book.submit({ type: 'market', quantity: account.cash / close[i] }),
    })().over(bars);
    const position = { quantity: 1, averagePrice: 1, barsHeld: 4, lots: [] };
    expect(full.manage?.(LONG, position, 0)).toBe(FLAT);
    const intent = { symbol: 'SAMPLE', signal: 1, quantity: 1, price: 9 };
    expect(full.plan?.(intent, { ...position, quantity: 0 }, 0)).toEqual({ limitPrice: 9 });
    const submitted: number[] = [];
    const book = { submit: ({ quantity }: { quantity: number }) => submitted.push(quantity) } as never;
    full.orders?.(1, { ...FLAT_ACCOUNT, cash: bars.close[1], equity: 1, position }, book);
    expect(submitted).toEqual([1]);
  });

  it('keeps its stance where orders do the trading', () => {
    const run = defineStrategy({ name: 'grid', columns: () => ({}), orders: () => {} })().over(bars);
    expect(run.signal(0)).toBeNaN();
  });
});

it.each<[object, string]>([
  [{ columns: () => ({}), decide: () => 1 }, 'the name is undefined'],
  [{ name: 'x', decide: () => 1 }, 'columns is missing'],
  [{ name: 'x', columns: () => ({}) }, 'neither decide nor orders is there'],
  [{ name: 'x', columns: () => ({}), decide: () => 1, params: { fast: 1 } }, 'params is no zod schema'],
])('refuses a definition that lacks a part: %#', (definition, what) => {
  expect(() => defineStrategy(definition as never)).toThrow(
    expect.objectContaining({ code: 'INVALID_DEFINITION', what }),
  );
});

it('hashes its code: another decision has another hash, other parameters have not', () => {
  const define = (decide: () => number) => defineStrategy({ name: 'x', columns: () => ({}), decide });
  const long = define(() => LONG);
  expect(long().codeHash).toMatch(/^[0-9a-f]{32}$/);
  expect(long().codeHash).not.toBe(define(() => SHORT)().codeHash);
  expect(cross({ fast: 1 }).codeHash).toBe(cross().codeHash);
});

it('is a factory that says its name and shows its schema', () => {
  expect(cross.strategyName).toBe('cross');
  expect(cross.params.parse({})).toEqual({ fast: 2, slow: 3, side: 'both' });
});
