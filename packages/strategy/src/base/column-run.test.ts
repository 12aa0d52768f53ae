import { LONG, type Columns } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleBars } from '../testing/sample-bars.ts';
import { defineStrategy } from './define-strategy.ts';

const bars = sampleBars({ bars: 6 });

/** A strategy of one column, long wherever it is asked. */
const longOn = (column: readonly number[], rest: { sparse?: ['x']; warmup?: number } = {}) =>
  defineStrategy({ name: 'long-on', columns: () => ({ x: Float64Array.from(column) }), decide: () => LONG, ...rest })();

const signals = (run: { signal(i: number): number }, from = 0) =>
  Array.from({ length: bars.length - from }, (_, k) => run.signal(from + k));

describe('the warm-up', () => {
  it('is the largest count of leading NaNs over the columns', () => {
    const columns = { fast: Float64Array.of(NaN, 1, 1, 1, NaN, NaN), slow: Float64Array.of(NaN, NaN, NaN, NaN, 1, 1) };
    const two = defineStrategy({ name: 'two', columns: () => columns, decide: () => LONG })();
    expect(two.over(bars).warmup).toBe(4);
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
