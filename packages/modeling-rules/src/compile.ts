import { nearestName } from '@tidemark/core-errors';
import type { Columns } from '@tidemark/core-market';
import { columnsOf } from './columns-of.ts';
import { ColumnsRun } from './compile/columns-run.ts';
import { RuleContext } from './compile/rule-context.ts';
import { RulesError } from './error.ts';
import { parseRule, type Rule } from './rule.ts';

/** A rule over columns: spans of bars and patterns were computed when it was made, comparisons are made when asked. */
export interface RuleRun {
  /** Rows. */
  readonly length: number;
  /**
   * 1 on the rows on which the rule is known to hold, shape [n]; each sees its own row and those before it only. Computed
   * when first asked for.
   */
  readonly mask: Uint8Array;
  /** 1 where it holds, 0 where it does not, NaN where that is not known, shape [n]; computed when first asked for. */
  readonly column: Float64Array;
  /** Whether it is known to hold on a row; false for rows that there are not. */
  holds(i: number): boolean;
  /** The first row from `from` on on which it holds; `length` where there is none. */
  next(from: number): number;
  /**
   * Why it held on a row or did not, in words and with the numbers.
   * @throws RulesError ROW_OUT_OF_RANGE
   */
  explain(i: number): string;
}

/** A checked rule, ready for columns. */
export interface CompiledRule<C extends string = string> {
  readonly rule: Rule<C>;
  /** The names of the columns that it reads. */
  readonly columns: readonly C[];
  /**
   * @param columns at least those that the rule reads, of one length, oldest first; a `BarSeries` is such an object. They
   *   are not copied: make another run where they have changed
   * @throws RulesError UNKNOWN_COLUMN, COLUMN_TYPE, LENGTHS_DIFFER
   */
  over<T extends Readonly<Record<C, Float64Array>>>(columns: T): RuleRun;
}

/**
 * Turns a rule into a predicate over columns, as fast as one written by hand, and one that can say why.
 *
 * Three-valued: a comparison with NaN is not known, and neither is what depends on it. A rule holds only where it is known
 * to hold, so that neither a missing number nor the opposite of one opens a position.
 *
 * @throws RulesError INVALID_RULE
 * @example
 * const rule = all(below('rsi', 30), above('close', 'trend'));
 * const run = compile(rule).over({ rsi: Float64Array.of(41.2, 27.4), close: Float64Array.of(102, 101.2), trend: Float64Array.of(99.7, 99.8) });
 * run.holds(1) // => true
 * run.explain(0) // => 'did not hold: rsi 41.2 is not below 30'
 * run.explain(1) // => 'held: rsi 27.4 is below 30, and close 101.2 is above trend 99.8'
 */
export function compile<C extends string>(rule: Rule<C>): CompiledRule<C> {
  const checked = parseRule(rule) as Rule<C>;
  const names = columnsOf(checked);
  return { rule: checked, columns: names, over: (columns) => new ColumnsRun(checked, contextOf(names, columns)) };
}

function contextOf(names: readonly string[], columns: Columns): RuleContext {
  const [first] = names;
  for (const name of names) {
    const column: unknown = columns[name];
    if (column === undefined) refuseUnknown(name, columns);
    // By its tag, not by its class: it may come from another realm, such as an iframe.
    const tag = {}.toString.call(column).slice(8, -1);
    if (tag !== 'Float64Array') {
      const what = `column ${name} is ${tag}, not a Float64Array`;
      throw new RulesError('COLUMN_TYPE', { what, fix: 'give one number per bar in a Float64Array' });
    }
    if (columns[name].length === columns[first].length) continue;
    const what = `column ${name} has ${columns[name].length} rows, ${first} has ${columns[first].length}`;
    throw new RulesError('LENGTHS_DIFFER', { what, fix: 'give one entry per bar, NaN where not known' });
  }
  return new RuleContext(columns, columns[first].length);
}

function refuseUnknown(name: string, columns: Columns): never {
  const known = Object.keys(columns);
  const meant = nearestName(name, known);
  const fix = meant === undefined ? `the columns are ${known.join(', ')}` : `did you mean ${meant}?`;
  throw new RulesError('UNKNOWN_COLUMN', { what: `the rule reads ${name}, which is no column`, fix });
}
