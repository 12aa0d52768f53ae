import { leadingNaNs } from '@tidemark/core-market';
import type { Indicator } from '../indicator.ts';
import { contractColumns, flatColumns } from './contract-columns.ts';
import { gapChecks } from './gap-checks.ts';
import { refusalChecks } from './refusal-checks.ts';
import { compareRows, sameBits } from './same-bits.ts';
import { streamChecks } from './stream-checks.ts';
import { broken, subjectOf, type Subject } from './subject.ts';

/** One sentence of the contract, and the check that throws where it does not hold. */
export interface ContractCheck {
  readonly name: string;
  /** @throws IndicatorError CONTRACT_BROKEN */
  readonly check: () => void;
}

/** What the contract needs to know of an indicator. */
export interface ContractOptions<Params extends readonly unknown[]> {
  /** Parameters that make sense, such as `[14]`. */
  readonly params: Params;
  /** The warm-up that you expect of them, worked out by hand. */
  readonly lookback: number;
  /** What each output must read where every price is `price`; without it any steady number will do. */
  readonly flat?: ((price: number) => number | Readonly<Record<string, number>>) | undefined;
  /**
   * Bars behind the lookback from which it is steady where no price moves: 0 unless it is seeded with another value than
   * it comes to rest at. Infinity where it never rests, which leaves that check out.
   */
  readonly settling?: number | undefined;
  /** Parameters to be refused; for a single period they are known (0, -1, 1.5, NaN, Infinity). */
  readonly invalid?: readonly (readonly unknown[])[] | undefined;
  /** Input columns to test on, in call order; without them a seeded market of 300 bars beyond the warm-up. */
  readonly columns?: readonly Float64Array[] | undefined;
}

/**
 * The contract of an indicator, as checks that any test runner can call: length, warm-up, no look-ahead, batch and
 * stream equal to the bit, peek commits nothing, copies and saved states live on their own, gaps, short and empty
 * input, a flat market, bad parameters.
 *
 * @example
 * for (const { name, check } of indicatorContract(rsi, { params: [14], lookback: 14 })) test(name, check);
 */
export function indicatorContract<
  Params extends readonly unknown[],
  Inputs extends readonly number[],
  Output extends string | undefined,
>(indicator: Indicator<Params, Inputs, Output>, options: ContractOptions<Params>): ContractCheck[] {
  const { params, lookback } = options;
  const subject = subjectOf(indicator, params);
  const columns = options.columns ?? contractColumns(subject.inputs, lookback + 300, 1);
  return [
    ...shapeChecks(subject, lookback, columns, () => indicator.lookback(...params)),
    ...streamChecks(subject, columns),
    ...gapChecks(subject, lookback, columns),
    ...(options.settling === Infinity ? [] : [flatCheck(subject, options)]),
    ...refusalChecks(indicator, subject, options),
  ];
}

function shapeChecks(
  subject: Subject,
  lookback: number,
  columns: readonly Float64Array[],
  stated: () => number,
): ContractCheck[] {
  const { title } = subject;
  const length = columns[0]?.length ?? 0;
  return [
    {
      name: 'answers columns as long as its inputs, which it leaves alone',
      check() {
        const before = columns.map((column) => column.slice());
        for (const [output, column] of subject.batch(columns)) {
          if (column.length !== length) {
            throw broken(title, `${output} has ${column.length} rows for ${length}`, 'put NaN where nothing is known');
          }
          if (columns.some((input) => input.buffer === column.buffer)) {
            throw broken(title, `${output} is the memory of an input`, 'write to a new Float64Array');
          }
        }
        if (columns.some((column, i) => !sameBits(column, before[i]))) {
          throw broken(title, 'the batch wrote into its input', 'write to a new Float64Array');
        }
      },
    },
    {
      name: `is unknown for the ${lookback} rows of its lookback, and known from there on`,
      check() {
        if (stated() !== lookback) {
          throw broken(title, `lookback is ${stated()}, not ${lookback}`, 'count the rows before the first known one');
        }
        const warmups = [...subject.batch(columns).values()].map(leadingNaNs);
        const found = Math.max(...warmups);
        if (found !== Math.min(lookback, length)) {
          throw broken(
            title,
            `row ${found} is the first that is known, the lookback says ${lookback}`,
            'correct either',
          );
        }
        for (const [output, column] of subject.batch(columns)) {
          const hole = column.findIndex((value, row) => row >= lookback && !Number.isFinite(value));
          if (hole >= 0) throw broken(title, `${output} is ${column[hole]} on row ${hole}`, 'define what 0/0 reads');
        }
      },
    },
    {
      name: 'does not look ahead: a shorter history gives the same rows',
      check() {
        const whole = subject.batch(columns);
        for (const cut of [0, 1, lookback, lookback + 1, (lookback + length) >> 1, length - 1]) {
          if (cut < 0 || cut > length) continue;
          const part = subject.batch(columns.map((column) => column.slice(0, cut)));
          for (const [output, column] of part) {
            compareRows(column, whole.get(output)!.subarray(0, cut), (row, got, expected) =>
              broken(
                title,
                `row ${row} of ${output} is ${got} on the first ${cut} bars, ${expected} on all`,
                'use rows up to the current one only',
              ),
            );
          }
        }
      },
    },
    {
      name: 'answers NaN throughout where the input is shorter than its warm-up, and nothing for nothing',
      check() {
        for (let rows = 0; rows <= Math.min(lookback, length, 50); rows++) {
          for (const [output, column] of subject.batch(columns.map((input) => input.slice(0, rows)))) {
            const isUnknown = subject.outputs.length > 1 || leadingNaNs(column) === rows;
            if (column.length === rows && isUnknown) continue;
            throw broken(title, `${output} of ${rows} bars is [${column.join()}]`, 'answer a NaN for each bar');
          }
        }
      },
    },
  ];
}

function flatCheck<Params extends readonly unknown[]>(
  subject: Subject,
  options: ContractOptions<Params>,
): ContractCheck {
  const { lookback, flat, settling = 0 } = options;
  const steadyFrom = lookback + settling;
  return {
    name: 'is steady on a market that does not move',
    check() {
      for (const price of [5, 0.1, 12345.678]) {
        const answers = subject.batch(flatColumns(subject.inputs, steadyFrom + 100, price));
        const expected = flat?.(price);
        for (const [output, column] of answers) {
          const reads = typeof expected === 'object' ? expected[output] : expected;
          const known = column.subarray(steadyFrom);
          const goal = reads ?? known[0];
          const off = known.findIndex((value) => !(Math.abs(value - goal) <= 1e-12 * Math.max(1, Math.abs(goal))));
          if (off < 0) continue;
          const row = off + steadyFrom;
          throw broken(
            subject.title,
            `${output} reads ${known[off]} on row ${row} of a market that stays at ${price}, not ${goal}`,
            'define what 0/0 reads, and keep rounding out of the recursion',
          );
        }
      }
    },
  };
}
