import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  above,
  all,
  any,
  below,
  between,
  chartPattern,
  chartPatterns,
  compile,
  crosses,
  crossesAbove,
  crossesBelow,
  divergence,
  forBars,
  not,
  parseRule,
  sequence,
  slope,
  vote,
  withinBars,
  type Rule,
} from './index.ts';
import { drawnBars, randomWalk } from '../fixtures/drawn-bars.ts';
import { naiveVerdict } from '../fixtures/naive-verdict.ts';

const of = (...values: number[]) => Float64Array.from(values);
const columnOf = <C extends string>(rule: Rule<C>, columns: Record<C, Float64Array>) =>
  Array.from(compile(rule).over(columns).column);

describe('what is not known', () => {
  it('holds in no comparison', () => {
    expect(columnOf(above('a', 1), { a: of(NaN, 0, 2) })).toEqual([NaN, 0, 1]);
    expect(columnOf(between('a', 1, 'b'), { a: of(1, 2, 2), b: of(NaN, NaN, 2) })).toEqual([NaN, NaN, 1]);
  });

  it('holds in no opposite either', () => {
    expect(Array.from(compile(not(above('a', 1))).over({ a: of(NaN, 0, 2) }).mask)).toEqual([0, 1, 0]);
    expect(columnOf(not(not(above('a', 1))), { a: of(NaN, 0, 2) })).toEqual([NaN, 0, 1]);
  });

  it('does not matter where the rest decides', () => {
    const columns = { a: of(NaN, NaN), b: of(0, 2) };
    expect(columnOf(all(above('a', 1), above('b', 1)), columns)).toEqual([0, NaN]);
    expect(columnOf(any(above('a', 1), above('b', 1)), columns)).toEqual([NaN, 1]);
  });

  it('makes no cross: not on the first row, not on the first valid one, not behind a gap', () => {
    expect(columnOf(crossesAbove('a', 1), { a: of(2, 0, 2, NaN, 2, 2) })).toEqual([NaN, 0, 1, 0, NaN, 0]);
    expect(columnOf(crossesBelow('a', 1), { a: of(0, 2, 0, NaN, 0, 0) })).toEqual([NaN, 0, 1, 0, NaN, 0]);
  });

  it('stands before the first row: a span that reaches there is known only where the rows decide', () => {
    const columns = { a: of(2, 2, 2, 0, 0, 0) };
    expect(columnOf(forBars(above('a', 1), 2), columns)).toEqual([NaN, 1, 1, 0, 0, 0]);
    expect(columnOf(withinBars(below('a', 1), 2), columns)).toEqual([NaN, 0, 0, 1, 1, 1]);
    expect(columnOf(slope('a', 2, { above: 0 }), columns)).toEqual([NaN, NaN, 0, 0, 0, 0]);
    // A step that may have been taken before the first row.
    expect(columnOf(sequence([above('a', 3), above('a', 1)], 2), columns)).toEqual([NaN, NaN, 0, 0, 0, 0]);
  });
});

describe('crossing', () => {
  it('counts from equality, and needs the other side', () => {
    expect(columnOf(crossesAbove('a', 'b'), { a: of(1, 2, 3, 3, 2, 3), b: of(2, 2, 2, 2, 2, 2) })).toEqual([
      0, 0, 1, 0, 0, 1,
    ]);
    expect(columnOf(crosses('a', 1), { a: of(0, 2, 2, 0) })).toEqual([NaN, 1, 0, 1]);
  });
});

describe('sequence', () => {
  const steps = [above('a', 0), above('b', 0), above('c', 0)];

  it('takes its steps in order, each on a later row', () => {
    const columns = { a: of(1, 0, 0, 1), b: of(0, 1, 0, 1), c: of(0, 0, 1, 1) };
    expect(Array.from(compile(sequence(steps, 3)).over(columns).mask)).toEqual([0, 0, 1, 1]);
    const together = { a: of(1), b: of(1), c: of(1) };
    expect(Array.from(compile(sequence(steps, 3)).over(together).mask)).toEqual([0]);
  });

  it('counts its bars from the first step to the last, and takes the nearest first step', () => {
    const columns = { a: of(1, 1, 0, 0), b: of(0, 0, 1, 0), c: of(0, 0, 0, 1) };
    expect(compile(sequence(steps, 2)).over(columns).holds(3)).toBe(true);
    expect(compile(sequence(steps, 1)).over(columns).holds(3)).toBe(false);
  });
});

describe('vote', () => {
  const rule = vote(
    [
      { rule: above('a', 0), weight: 2 },
      { rule: above('b', 0), weight: 1 },
      { rule: above('c', 0), weight: 1 },
    ],
    0.5,
  );

  it('holds from its fraction of the weight on', () => {
    const columns = { a: of(1, 0, 0), b: of(0, 1, 1), c: of(0, 0, 1) };
    expect(columnOf(rule, columns)).toEqual([1, 0, 1]);
  });

  it('is not known while those that are not known could decide it', () => {
    const columns = { a: of(NaN, NaN, 0), b: of(0, 1, NaN), c: of(0, 1, 0) };
    expect(columnOf(rule, columns)).toEqual([NaN, 1, 0]);
  });

  it('loses nothing to rounding', () => {
    const tenths = vote(
      [0.1, 0.2, 0.3, 0.4].map((weight, k) => ({ rule: above('a', k), weight })),
      0.6,
    );
    expect(
      compile(tenths)
        .over({ a: of(2.5) })
        .holds(0),
    ).toBe(true);
  });
});

describe('patterns', () => {
  const { open, high, low, close } = drawnBars(
    [
      [0, 100],
      [40, 100],
      [65, 140],
      [80, 125],
      [95, 140],
      [115, 110],
    ],
    0.5,
    1,
  );
  const bars = { open, high, low, close };
  const [{ knownAt, score }] = chartPatterns(bars);

  it('a chart pattern holds when it becomes known and for some bars after', () => {
    const { mask, column } = compile(chartPattern('doubleTop', { within: 2 })).over(bars);
    expect(mask.indexOf(1)).toBe(knownAt);
    expect(mask.reduce((sum, one) => sum + one, 0)).toBe(3);
    // Not known until there is an average true range.
    expect([column[13], column[14]]).toEqual([NaN, 0]);
  });

  it('a chart pattern holds with its direction and from its score on only', () => {
    const mask = (options: Parameters<typeof chartPattern>[1]) =>
      compile(chartPattern('doubleTop', options)).over(bars).mask;
    expect(mask({ direction: 'bearish' }).indexOf(1)).toBe(knownAt);
    expect(mask({ direction: 'bullish' }).indexOf(1)).toBe(-1);
    expect(mask({ minScore: score }).indexOf(1)).toBe(knownAt);
    expect(mask({ minScore: score + 0.01 }).indexOf(1)).toBe(-1);
  });

  it('a divergence is known when the second pivot is confirmed', () => {
    const price = of(10, 12, 8, 10, 12, 7, 7.5, 9, 10);
    const rsi = of(50, 60, 20, 40, 60, 30, 35, 40, 40);
    const swing = { fraction: 0.2 };
    const bullish = compile(divergence('bullish', 'rsi', { price: 'price', swing }));
    expect(Array.from(bullish.over({ price, rsi }).mask)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0]);
    const agreeing = rsi.map((value, i) => (i === 5 ? 10 : value));
    expect(
      compile(divergence('bullish', 'rsi', { price: 'price', swing }))
        .over({ price, rsi: agreeing })
        .next(0),
    ).toBe(9);
    const turned = { price: price.map((value) => 20 - value), rsi: rsi.map((value) => 100 - value) };
    const bearish = compile(divergence('bearish', 'rsi', { price: 'price', swing: { fraction: 0.15 } }));
    expect(bearish.over(turned).next(0)).toBe(7);
    expect(bullish.over(turned).next(0)).toBe(9);
  });
});

describe('a run', () => {
  const run = compile(above('a', 1)).over({ a: of(2, 0, 2, 0) });

  it('finds the next row on which the rule holds', () => {
    expect([run.next(0), run.next(1), run.next(3), run.next(9), run.length]).toEqual([0, 2, 4, 4, 4]);
  });

  it('holds on no row that there is not', () => {
    for (const rule of [
      above('a', 1),
      not(above('a', 1)),
      any(above('a', 1), not(above('a', 1))),
      vote([{ rule: above('a', 1), weight: 1 }], 1),
    ]) {
      const { holds, ...rest } = {
        holds: (i: number) =>
          compile(rule)
            .over({ a: of(2, 0) })
            .holds(i),
      };
      expect([holds(-1), holds(2), Object.keys(rest).length]).toEqual([false, false, 0]);
    }
  });

  it('takes columns without rows', () => {
    const empty = compile(sequence([above('a', 1), not(above('a', 1))], 3)).over({ a: of() });
    expect([empty.length, empty.mask.length, empty.column.length, empty.next(0)]).toEqual([0, 0, 0, 0]);
  });
});

describe('refuses', () => {
  const rule = all(below('rsi', 30), above('close', 'trend'));
  const columns = { rsi: of(1), close: of(1), trend: of(1) };

  it.each<[string, object, string]>([
    ['UNKNOWN_COLUMN', { rsi: of(1), clsoe: of(1), trend: of(1) }, 'did you mean clsoe?'],
    ['UNKNOWN_COLUMN', { rsi: of(1), close: of(1) }, 'the columns are rsi, close'],
    ['COLUMN_TYPE', { ...columns, trend: [1] }, 'column trend is Array'],
    ['LENGTHS_DIFFER', { ...columns, trend: of(1, 2) }, 'column trend has 2 rows, rsi has 1'],
  ])('%s', (code, given, message) => {
    const over = () => compile(rule).over(given as typeof columns);
    expect(over).toThrow(expect.objectContaining({ code }));
    expect(over).toThrow(message);
  });

  it.each([
    ['a number that is none', () => below('rsi', NaN), 'rule.other'],
    ['no bars', () => forBars(below('rsi', 30), 0), 'rule.bars'],
    ['half bars', () => forBars(below('rsi', 30), 1.5), 'rule.bars'],
    ['no rules', () => all(), 'rule.rules'],
    ['no weight', () => vote([{ rule: below('rsi', 30), weight: 0 }], 0.5), 'rule.votes[0].weight'],
    ['a threshold in percent', () => vote([{ rule: below('rsi', 30), weight: 1 }], 50), 'rule.threshold'],
  ])('%s', (_, make, where) => {
    expect(() => compile(make() as Rule)).toThrow(expect.objectContaining({ code: 'INVALID_RULE', where }));
  });
});

const names = ['a', 'b', 'c'] as const;
const operand = fc.oneof(fc.constantFrom(...names), fc.integer({ min: 0, max: 4 }));
const name = fc.constantFrom(...names);
const { rule: anyRule } = fc.letrec<{ rule: Rule; leaf: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('leaf'),
    fc.record({ kind: fc.constantFrom('all', 'any'), rules: fc.array(tie('rule'), { minLength: 1, maxLength: 8 }) }),
    fc.record({ kind: fc.constant('not'), rule: tie('rule') }),
    fc.record({
      kind: fc.constantFrom('forBars', 'withinBars'),
      rule: tie('rule'),
      bars: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({
      kind: fc.constant('sequence'),
      rules: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }),
      bars: fc.integer({ min: 1, max: 5 }),
    }),
    fc.record({
      kind: fc.constant('vote'),
      votes: fc.array(fc.record({ rule: tie('rule'), weight: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
      threshold: fc.constantFrom(0.34, 0.5, 1),
    }),
  ) as fc.Arbitrary<Rule>,
  leaf: fc.oneof(
    fc.record({
      kind: fc.constantFrom('above', 'below', 'crosses', 'crossesAbove', 'crossesBelow'),
      column: name,
      other: operand,
    }),
    fc.record({ kind: fc.constant('between'), column: name, low: operand, high: operand }),
    fc.record({
      kind: fc.constant('slope'),
      column: name,
      bars: fc.integer({ min: 1, max: 3 }),
      is: fc.constantFrom('above', 'below'),
      value: fc.integer({ min: -1, max: 1 }),
    }),
  ) as fc.Arbitrary<Rule>,
}));
const values = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 1, arbitrary: fc.constant(NaN) },
);
const rows = fc.array(fc.tuple(values, values, values), { maxLength: 20 });

describe('any rule', () => {
  const columnsFrom = (table: readonly (readonly number[])[]) =>
    Object.fromEntries(names.map((key, k) => [key, Float64Array.from(table, (row) => row[k])]));

  it('says what its definition says, row by row, in every form', () => {
    fc.assert(
      fc.property(anyRule, rows, (rule, table) => {
        const columns = columnsFrom(table);
        const needed = Object.keys(columns);
        expect(compile(rule).columns.every((column) => needed.includes(column))).toBe(true);
        const run = compile(rule).over(columns);
        for (let i = 0; i < table.length; i++) {
          const verdict = naiveVerdict(rule, i, columns);
          expect(run.column[i]).toBe(verdict === undefined ? NaN : Number(verdict));
          expect(run.holds(i)).toBe(verdict === true);
          expect(run.mask[i]).toBe(Number(verdict === true));
          const begins = verdict === undefined ? 'unknown: ' : verdict ? 'held: ' : 'did not hold: ';
          expect(run.explain(i).startsWith(begins)).toBe(true);
          expect(run.explain(i)).not.toMatch(/undefined|NaN/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the same after a trip through JSON', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(parseRule(JSON.stringify(rule))).toEqual(rule);
      }),
    );
  });
});

it('says the same over many blocks of rows', () => {
  const { close } = randomWalk(5000, 1);
  const shifted = close.map((_, i) => close[Math.max(0, i - 3)]);
  const rule = any(
    all(above('close', 'shifted'), any(below('close', 95), crossesAbove('close', 100))),
    all(
      below('close', 'shifted'),
      not(between('close', 90, 'shifted')),
      any(forBars(below('close', 99), 2), above('close', 120)),
    ),
  );
  const columns = { close, shifted };
  const run = compile(rule).over(columns);
  const rowsOf = (holds: (i: number) => boolean) => Array.from(close.keys()).filter(holds);
  const wanted = rowsOf((i) => naiveVerdict(rule, i, columns) === true);
  expect(rowsOf((i) => run.holds(i))).toEqual(wanted);
  expect(rowsOf((i) => run.mask[i] === 1)).toEqual(wanted);
  expect(wanted.length).toBeGreaterThan(100);
});
