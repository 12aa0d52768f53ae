import type { Columns } from '@tidemark/core-market';
import { rsi, sma } from '@tidemark/modeling-indicators';
import { above, all, any, below, chartPattern, crossesAbove, crossesBelow, forBars } from '@tidemark/modeling-rules';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { audit } from './audit/audit.ts';
import type { Conflict } from './base/entry-exit-stances.ts';
import { sliceBars } from '@tidemark/core-market';
import { ruleStrategy, type SideRules } from './rule-strategy.ts';
import { sampleBars } from './testing/sample-bars.ts';
import { strategyContract } from './testing/strategy-contract.ts';

const bars = sampleBars();
const short = sampleBars({ bars: 6 });

const dip = ruleStrategy({
  name: 'buy-the-dip',
  params: z.object({ low: z.number().default(40) }),
  columns: ({ close }) => ({ close, rsi: rsi(close, 14), trend: sma(close, 50) }),
  long: ({ low }) => ({ enter: all(below('rsi', low), above('close', 'trend')), exit: above('rsi', 55) }),
});

const cross = ruleStrategy({
  name: 'cross',
  columns: ({ close }) => ({ fast: sma(close, 5), slow: sma(close, 20) }),
  long: () => ({ enter: crossesAbove('fast', 'slow') }),
  short: () => ({ enter: crossesBelow('fast', 'slow') }),
});

/** Rules over marks: 1 holds, 0 does not, NaN is not known. */
const marked = (columns: Record<string, readonly number[]>, conflict?: Conflict) => {
  const side = (enter: string, exit: string): SideRules | undefined =>
    enter in columns ? { enter: above(enter, 0), exit: exit in columns ? above(exit, 0) : undefined } : undefined;
  const [long, shortSide] = [side('enter', 'exit'), side('enterShort', 'exitShort')];
  return ruleStrategy({
    name: 'marked',
    columns: (): Columns =>
      Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)])),
    long: long && (() => long),
    short: shortSide && (() => shortSide),
    conflict,
  })();
};
const signals = (run: { signal(i: number): number }, from = 0) =>
  Array.from({ length: short.length - from }, (_, k) => run.signal(from + k));

describe.each([dip(), cross()])('$name', (strategy) => {
  it.each(strategyContract(strategy))('$name', ({ check }) => expect(check).not.toThrow());
});

it('is long from its entry to its exit', () => {
  const run = dip({ low: 45 }).over(bars);
  const { rsi: value, close, trend } = run.columns as { rsi: Float64Array; close: Float64Array; trend: Float64Array };
  expect(run.warmup).toBe(49);
  let stance = 0;
  for (let i = 49; i < bars.length; i++) {
    if (value[i] > 55) stance = 0;
    else if (value[i] < 45 && close[i] > trend[i]) stance = 1;
    expect(run.signal(i)).toBe(stance);
  }
});

it('turns round where the other side is entered', () => {
  const run = cross().over(bars);
  const { fast, slow } = run.columns as { fast: Float64Array; slow: Float64Array };
  let stance = 0;
  for (let i = 20; i < bars.length; i++) {
    if (fast[i] > slow[i] && fast[i - 1] <= slow[i - 1]) stance = 1;
    if (fast[i] < slow[i] && fast[i - 1] >= slow[i - 1]) stance = -1;
    expect(run.signal(i)).toBe(stance);
  }
  expect(audit(bars, { strategy: cross() }).clean).toBe(true);
});

describe('what is not known', () => {
  it('opens nothing and closes nothing', () => {
    const run = marked({ enter: [0, 1, NaN, 0, NaN, 1], exit: [0, 0, NaN, NaN, 1, NaN] }).over(short);
    expect(signals(run)).toEqual([0, 1, 1, 1, 0, 1]);
  });

  it('silences only the rules that read it', () => {
    const strategy = ruleStrategy({
      name: 'gap',
      columns: () => ({ a: Float64Array.of(1, NaN, NaN, NaN, 1, 1), b: Float64Array.of(0, 0, 1, 0, 0, 0) }),
      long: () => ({ enter: any(above('a', 2), above('b', 0)), exit: below('b', 0) }),
    });
    expect(signals(strategy().over(short))).toEqual([0, 0, 1, 1, 1, 1]);
  });

  it('is waited for: the warm-up is the largest count of leading NaNs, without the sparse columns', () => {
    const columns = () => ({
      a: Float64Array.of(NaN, NaN, 1, 1, 1, 1),
      pivot: Float64Array.of(NaN, NaN, NaN, NaN, 1, 1),
    });
    const long = () => ({ enter: above('a', 0), exit: above('pivot', 0) });
    const make = (more: { sparse?: ['pivot']; warmup?: number }) =>
      ruleStrategy({ name: 'x', columns, long, ...more })().over(short);
    expect(make({}).warmup).toBe(4);
    expect(make({ sparse: ['pivot'] }).warmup).toBe(2);
    expect(make({ warmup: 3 }).warmup).toBe(3);
    expect(signals(make({ sparse: ['pivot'] }), 2)).toEqual([1, 1, 0, 0]);
  });
});

describe('an entry and an exit on one bar', () => {
  const columns = { enter: [1, 1, 0, 1, 0, 0], exit: [0, 1, 0, 1, 0, 0] };
  it.each<[Conflict | undefined, number[]]>([
    [undefined, [1, 0, 0, 0, 0, 0]],
    ['exit', [1, 0, 0, 0, 0, 0]],
    ['entry', [1, 1, 1, 1, 1, 1]],
    ['ignore', [1, 1, 1, 1, 1, 1]],
  ])('conflict: %s', (conflict, expected) => {
    expect(signals(marked(columns, conflict).over(short))).toEqual(expected);
  });

  it('can be refused', () => {
    expect(() => marked(columns, 'error').over(short)).toThrow(
      expect.objectContaining({ code: 'RULES_CONFLICT', what: expect.stringContaining('on bar 1 (2024-01-01T00:01') }),
    );
    expect(signals(marked({ enter: [0, 1, 0, 0, 0, 0], exit: [1, 0, 0, 1, 0, 0] }, 'error').over(short))).toEqual([
      0, 1, 1, 0, 0, 0,
    ]);
  });
});

describe('explain', () => {
  const run = marked({
    enter: [0, 1, 0, 0, 1, 0],
    exit: [0, 0, 0, 1, 1, 0],
    enterShort: [0, 0, 0, 0, 0, 1],
    exitShort: [0, 0, 0, 0, 0, 0],
  }).over(short);

  it('says what was decided, and why', () => {
    expect(run.explain(0)).toBe(
      'stays flat\n  long.enter did not hold: enter 0 is not above 0\n  short.enter did not hold: enterShort 0 is not above 0',
    );
    expect(run.explain(1)).toMatch(/^goes long\n {2}long\.enter held: enter 1 is above 0\n {2}long\.exit did not hold/);
    expect(run.explain(2)).toBe(
      'stays long, since bar 1\n  long.exit did not hold: exit 0 is not above 0\n  short.enter did not hold: enterShort 0 is not above 0',
    );
    expect(run.explain(3)).toMatch(/^goes flat, was long\n {2}long\.exit held/);
    expect(run.explain(5)).toMatch(/^goes short\n/);
  });

  it('shows both rules where they contradict each other', () => {
    expect(run.explain(4)).toMatch(
      /^stays flat\n {2}long\.enter held: .*\n {2}long\.exit held: .*\n {2}short\.enter did/,
    );
  });

  it('says turns where it changes sides', () => {
    const turning = marked({ enter: [1, 0, 0, 0, 0, 0], enterShort: [0, 1, 0, 0, 0, 0] }).over(short);
    expect(turning.explain(1)).toBe('turns short, was long\n  short.enter held: enterShort 1 is above 0');
  });

  it('indents what a composite says on several lines', () => {
    const strategy = ruleStrategy({
      name: 'x',
      columns: ({ close }) => ({ close }),
      long: () => ({
        enter: all(any(above('close', 1), above('close', 2)), above('close', 3)),
        exit: below('close', 1),
      }),
    });
    expect(strategy().over(short).explain(0).split('\n').slice(0, 3)).toEqual([
      'goes long',
      '  long.enter held: 2 of 2 held, all are needed',
      expect.stringMatching(/^ {4}held: close/),
    ]);
  });

  it('says that it does not decide yet', () => {
    expect(dip().over(bars).explain(48)).toBe('does not decide yet: bar 48 is in the warm-up of 49 bars');
  });

  it.each([-1, 6, 1.5, NaN])('refuses bar %d, which there is not', (i) => {
    expect(() => run.explain(i)).toThrow(expect.objectContaining({ code: 'BAR_OUT_OF_RANGE' }));
  });
});

it('shows its rules: plain data', () => {
  const { rules } = dip({ low: 25 });
  expect(JSON.parse(JSON.stringify(rules))).toEqual({
    long: {
      enter: { kind: 'all', rules: [below('rsi', 25), above('close', 'trend')] },
      exit: { kind: 'above', column: 'rsi', other: 55 },
    },
  });
});

it('hashes its code: another rule has another hash, other parameters have not', () => {
  expect(dip({ low: 25 }).codeHash).toBe(dip().codeHash);
  expect(cross().codeHash).not.toBe(dip().codeHash);
});

it.each<[object, string]>([
  [{ name: 'x', columns: () => ({}) }, 'neither long nor short is there'],
  [{ name: 'x', long: () => ({}) }, 'columns is missing'],
  [{ columns: () => ({}), long: () => ({}) }, 'the name is undefined'],
])('refuses a definition that lacks a part: %#', (definition, what) => {
  expect(() => ruleStrategy(definition as never)).toThrow(
    expect.objectContaining({ code: 'INVALID_DEFINITION', what }),
  );
});

it('refuses a position that would never end, and a side that is none', () => {
  const make = (long: unknown) => ruleStrategy({ name: 'x', columns: () => ({}), long: (() => long) as never });
  expect(() => make({ enter: above('a', 1) })()).toThrow('long has no exit and there is no short side');
  expect(() => make(null)()).toThrow('long answers no entry');
  expect(() => make({ enter: { kind: 'abvoe' }, exit: above('a', 1) })()).toThrow(
    expect.objectContaining({ code: 'INVALID_RULE' }),
  );
  expect(() => make({ enter: above('a', 1), exit: above('b', 1) })().over(short)).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_COLUMN' }),
  );
});

it('says of a bar what it says when the bars after it are not there', () => {
  const strategy = ruleStrategy({
    name: 'patterns',
    columns: ({ open, high, low, close }) => ({ open, high, low, close, average: sma(close, 10) }),
    long: () => ({ enter: forBars(above('close', 'average'), 3), exit: crossesBelow('close', 'average') }),
    short: () => ({ enter: chartPattern('doubleTop', { within: 5, swing: { fraction: 0.02 } }) }),
  })();
  const whole = strategy.over(bars);
  fc.assert(
    fc.property(fc.integer({ min: 11, max: bars.length }), (cut) => {
      const part = strategy.over(sliceBars(bars, 0, cut));
      for (let i = part.warmup; i < cut; i++) expect(part.signal(i)).toBe(whole.signal(i));
      expect(part.explain(cut - 1)).toBe(whole.explain(cut - 1));
    }),
    { numRuns: 20 },
  );
});
