import { compile, above } from '@tidemark/modeling-rules';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Conflict } from './base/entry-exit-stances.ts';
import { RulesRun } from './rules-run.ts';

const BARS = 25;
const marks = fc.array(fc.constantFrom(0, 1, NaN), { minLength: BARS, maxLength: BARS });
const anyColumns = fc.record({ enter: marks, exit: marks, enterShort: marks, exitShort: marks });
/** Which rules there are: enter, exit, enterShort, exitShort. */
const anyRules = fc.constantFrom('1100', '1110', '1111', '0011', '1011', '1010', '0010');
const anyConflict = fc.constantFrom<Conflict>('exit', 'entry', 'ignore');

type Marks = Record<'enter' | 'exit' | 'enterShort' | 'exitShort', number[]>;

const runOver = (columns: Marks, rules: string, conflict: Conflict, warmup = 0) => {
  const rule = (name: keyof Marks) =>
    compile(above(name, 0)).over({ [name]: Float64Array.from(columns[name]) } as never);
  const side = (enter: keyof Marks, exit: keyof Marks, at: number) =>
    rules[at] === '1' ? { enter: rule(enter), exit: rules[at + 1] === '1' ? rule(exit) : undefined } : undefined;
  const [long, short] = [side('enter', 'exit', 0), side('enterShort', 'exitShort', 2)];
  return new RulesRun('x', {}, { warmup, warnings: [], length: BARS }, { long, short, conflict });
};

it('says the same bar after bar, from change to change, and out of order', () => {
  fc.assert(
    fc.property(anyColumns, anyRules, anyConflict, fc.nat(5), (columns, rules, conflict, warmup) => {
      const make = () => runOver(columns, rules, conflict, warmup);
      const [walked, skipped, backwards] = [make(), make(), make()];
      const stances = Array.from({ length: BARS }, (_, i) => (i < warmup ? 0 : walked.signal(i)));
      const skims: number[] = Array.from({ length: BARS }, () => 0);
      for (let i = warmup, stance = 0; i < BARS;) {
        const next = skipped.nextChange(i, BARS, stance);
        skims.fill(stance, i, next);
        if (next < BARS) skims[next] = stance = skipped.signal(next);
        i = next + 1;
      }
      expect(skims).toEqual(stances);
      backwards.signal(BARS - 1);
      expect(Array.from({ length: BARS }, (_, i) => backwards.signal(BARS - 1 - i)).reverse()).toEqual(stances);
      const first = stances.findIndex((stance) => stance !== 0);
      expect(walked.nextChange(warmup, BARS, 0)).toBe(first < 0 ? BARS : first);
    }),
  );
});

it('answers at once where it is asked about another stance than its own', () => {
  const never = { enter: Array<number>(BARS).fill(0), exit: [], enterShort: [], exitShort: [] };
  const run = runOver(never, '1000', 'exit');
  expect(run.nextChange(3, BARS, 1)).toBe(3);
  expect(run.nextChange(4, 4, 1)).toBe(4);
  expect(run.nextChange(4, BARS, 0)).toBe(BARS);
});
