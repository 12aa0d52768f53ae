import { FLAT, HOLD, LONG, SHORT, type Columns } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
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

/** A strategy of one column, long wherever it is asked. */
const longOn = (column: readonly number[], rest: { sparse?: ['x']; warmup?: number } = {}) =>
  defineStrategy({ name: 'long-on', columns: () => ({ x: Float64Array.from(column) }), decide: () => LONG, ...rest })();

const signals = (run: { signal(i: number): number }, from = 0) =>
  Array.from({ length: bars.length - from }, (_, k) => run.signal(from + k));

describe('parameters', () => {
  it('are completed by the defaults of the schema', () => {
    expect(cross().params).toEqual({ fast: 2, slow: 3, side: 'both' });
    expect(cross({ fast: 1 }).params).toEqual({ fast: 1, slow: 3, side: 'both' });
  });

  it.each([
    [{ fast: 0 }, 'fast is 0, allowed is at least 1'],
    [{ slow: 501 }, 'slow is 501, allowed is at most 500'],
    [{ fast: 1.5 }, 'fast is 1.5, allowed is a whole number'],
    [{ fast: '5' }, 'fast is "5", allowed is a value of type number'],
    [{ side: 'short' }, 'side is "short", allowed is "long" or "both"'],
    [{ fast: 30, slow: 20 }, 'fast must be below slow: { fast: 30, slow: 20 }'],
    [{ fast: 0, slow: 1 }, 'fast is 0, allowed is at least 1; slow is 1, allowed is at least 2'],
    [7, 'params is 7, allowed is a value of type object'],
  ])('%j are refused with the value and what is allowed', (input, what) => {
    expect(() => cross(input as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMS', where: 'strategy cross', what: expect.stringContaining(what) }),
    );
  });

  it('with a misspelt name are refused, and the near name suggested', () => {
    expect(() => cross({ slwo: 30 } as never)).toThrow(
      expect.objectContaining({
        code: 'INVALID_PARAMS',
        what: 'there is no parameter slwo',
        fix: 'did you mean slow?',
      }),
    );
    expect(() => cross({ quantity: 30 } as never)).toThrow(
      expect.objectContaining({ fix: 'the parameters are fast, slow, side' }),
    );
  });

  it('may have any name where the schema is loose', () => {
    const loose = defineStrategy({ name: 'loose', params: z.looseObject({}), columns: () => ({}), decide: () => LONG });
    expect(loose({ anything: 1 }).params).toEqual({ anything: 1 });
  });

  it('are checked by name behind a transformation too', () => {
    const params = z.object({ days: z.number().default(1) }).transform(({ days }) => ({ bars: days * 390 }));
    const daily = defineStrategy({ name: 'daily', params, columns: () => ({}), decide: () => LONG });
    expect(daily({ days: 2 }).params).toEqual({ bars: 780 });
    expect(() => daily({ dyas: 2 } as never)).toThrow('did you mean days?');
  });

  it('are refused where the schema itself fails', () => {
    const params = z.object({ level: z.number().refine(async () => true) });
    const late = defineStrategy({ name: 'late', params, columns: () => ({}), decide: () => LONG });
    expect(() => late({ level: 1 })).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMS', what: expect.stringContaining('the schema failed') }),
    );
  });

  it('are refused where a strategy has none', () => {
    expect(() => (longOnFactory as (input: unknown) => unknown)({ level: 1 })).toThrow(
      'the strategy takes no parameters',
    );
  });
  const longOnFactory = defineStrategy({ name: 'plain', columns: () => ({}), decide: () => LONG });
});

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
    const position = { quantity: 1, averagePrice: 1, barsHeld: 4 };
    expect(full.manage?.(LONG, position, 0)).toBe(FLAT);
    const intent = { symbol: 'SAMPLE', signal: 1, quantity: 1, price: 9 };
    expect(full.plan?.(intent, { ...position, quantity: 0 }, 0)).toEqual({ limitPrice: 9 });
    const submitted: number[] = [];
    const book = { submit: ({ quantity }: { quantity: number }) => submitted.push(quantity) } as never;
    full.orders?.(1, { cash: bars.close[1], equity: 1, position }, book);
    expect(submitted).toEqual([1]);
  });

  it('keeps its stance where orders do the trading', () => {
    const run = defineStrategy({ name: 'grid', columns: () => ({}), orders: () => {} })().over(bars);
    expect(run.signal(0)).toBeNaN();
  });
});

describe('the warm-up', () => {
  it('is the largest count of leading NaNs over the columns', () => {
    expect(cross({ slow: 5 }).over(bars).warmup).toBe(4);
  });

  it('is 0 without columns', () => {
    expect(defineStrategy({ name: 'always', columns: () => ({}), decide: () => LONG })().over(bars).warmup).toBe(0);
  });

  it('takes the whole length where a column never becomes defined, and warns', () => {
    const run = longOn([NaN, NaN, NaN, NaN, NaN, NaN]).over(bars);
    expect(run.warmup).toBe(6);
    expect(run.warnings).toEqual([
      { code: 'COLUMN_NEVER_DEFINED', what: 'column x of long-on is NaN on all 6 bars: the strategy cannot decide' },
    ]);
  });

  it('leaves sparse columns out, and they silence no decision', () => {
    const run = longOn([NaN, NaN, 1, NaN, NaN, NaN], { sparse: ['x'] }).over(bars);
    expect([run.warmup, run.warnings]).toEqual([0, []]);
    expect(signals(run)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('can be said by the strategy, in bars or from its parameters; a NaN still decides nothing', () => {
    const run = longOn([NaN, NaN, 1, 1, 1, 1], { warmup: 1 }).over(bars);
    expect(run.warmup).toBe(1);
    expect(signals(run, 1)).toEqual([NaN, 1, 1, 1, 1]);
    const params = z.object({ period: z.int().default(4) });
    const own = defineStrategy({
      name: 'own',
      params,
      columns: () => ({}),
      decide: () => LONG,
      warmup: ({ period }) => period * 2,
    });
    expect(own().over(bars).warmup).toBe(8);
  });

  it.each([-1, 1.5, NaN])('of %d bars is refused', (warmup) => {
    expect(() => longOn([1, 1, 1, 1, 1, 1], { warmup }).over(bars)).toThrow(
      expect.objectContaining({ code: 'INVALID_WARMUP', what: `warmup is ${warmup}` }),
    );
  });
});

it('asks nothing where a column is NaN: the stance is kept', () => {
  const asked: number[] = [];
  const run = defineStrategy({
    name: 'gaps',
    columns: () => ({ x: Float64Array.of(NaN, 1, NaN, 1, 1, NaN) }),
    decide: (_, i) => asked.push(i) && LONG,
  })().over(bars);
  expect(signals(run, run.warmup)).toEqual([1, NaN, 1, 1, NaN]);
  expect(asked).toEqual([1, 3, 4]);
});

it.each<[string, unknown, string, string]>([
  ['of another length', { x: new Float64Array(3) }, 'COLUMN_LENGTH', 'column x has 3 entries for 6 bars'],
  ['that is a plain array', { x: [1, 2] }, 'COLUMN_TYPE', 'column x is a Array, not a Float64Array'],
  ['that is missing', { x: undefined }, 'COLUMN_TYPE', 'column x is undefined, not a Float64Array'],
  ['in a Promise', Promise.resolve({}), 'COLUMN_TYPE', 'columns answered a Promise'],
])('refuses a column %s', (_, columns, code, what) => {
  const strategy = defineStrategy({ name: 'bad', columns: () => columns as Columns, decide: () => LONG })();
  expect(() => strategy.over(bars)).toThrow(expect.objectContaining({ code, what }));
});

it('refuses a sparse column that does not exist', () => {
  const strategy = defineStrategy({
    name: 'pivots',
    columns: ({ close }) => ({ pivot: close }),
    decide: () => LONG,
    sparse: ['pivto' as 'pivot'],
  })();
  expect(() => strategy.over(bars)).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_COLUMN', fix: 'did you mean pivot?' }),
  );
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
