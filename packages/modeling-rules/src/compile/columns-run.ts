import { RulesError } from '../error.ts';
import { explainRule } from '../explain.ts';
import type { RuleRun } from '../compile.ts';
import type { Rule } from '../rule.ts';
import { lower } from './lower.ts';
import { INLINE, NOTHING, plainOf, type Plain } from './plain.ts';
import { rowTest, type RowTest } from './row-test.ts';
import type { RuleContext } from './rule-context.ts';
import type { Term } from './term.ts';

/**
 * A rule over columns. One class for every rule, whose first comparisons are its own fields: a call of `holds` stays
 * monomorphic, is inlined and calls nothing, however many rules a program has. Closures of many shapes cost a call each.
 *
 * The fields are declared and not defined: one that is undefined before it is set is checked again on every row (1.5x).
 */
export class ColumnsRun implements RuleRun {
  /** How many comparisons have to hold, all of them, and what has to hold beside them. */
  declare readonly count: number;
  declare readonly tail: RowTest | undefined;
  declare readonly a: Float64Array;
  declare readonly am: number;
  declare readonly A: Float64Array;
  declare readonly Am: number;
  declare readonly b: Float64Array;
  declare readonly bm: number;
  declare readonly B: Float64Array;
  declare readonly Bm: number;
  declare readonly c: Float64Array;
  declare readonly cm: number;
  declare readonly C: Float64Array;
  declare readonly Cm: number;
  declare readonly d: Float64Array;
  declare readonly dm: number;
  declare readonly D: Float64Array;
  declare readonly Dm: number;
  declare readonly e: Float64Array;
  declare readonly em: number;
  declare readonly E: Float64Array;
  declare readonly Em: number;
  declare readonly f: Float64Array;
  declare readonly fm: number;
  declare readonly F: Float64Array;
  declare readonly Fm: number;
  declare readonly rule: Rule;
  declare readonly context: RuleContext;
  #column: Float64Array | undefined;

  constructor(rule: Rule, context: RuleContext) {
    const { plains, tail } = split(lower(rule, true, context));
    const [a = NOTHING, b = NOTHING, c = NOTHING, d = NOTHING, e = NOTHING, f = NOTHING] = plains;
    this.count = plains.length;
    this.tail = tail;
    ({ left: this.a, leftMask: this.am, right: this.A, rightMask: this.Am } = a);
    ({ left: this.b, leftMask: this.bm, right: this.B, rightMask: this.Bm } = b);
    ({ left: this.c, leftMask: this.cm, right: this.C, rightMask: this.Cm } = c);
    ({ left: this.d, leftMask: this.dm, right: this.D, rightMask: this.Dm } = d);
    ({ left: this.e, leftMask: this.em, right: this.E, rightMask: this.Em } = e);
    ({ left: this.f, leftMask: this.fm, right: this.F, rightMask: this.Fm } = f);
    this.rule = rule;
    this.context = context;
  }

  get length(): number {
    return this.context.length;
  }

  get mask(): Uint8Array {
    return this.context.yes(this.rule);
  }

  get column(): Float64Array {
    if (this.#column !== undefined) return this.#column;
    const { mask, length } = this;
    const fails = this.context.no(this.rule);
    const column = new Float64Array(length);
    for (let i = 0; i < length; i++) column[i] = mask[i] === 1 ? 1 : fails[i] === 1 ? 0 : NaN;
    return (this.#column = column);
  }

  holds(i: number): boolean {
    return (
      (this.count === 0 ||
        (this.a[i & this.am] < this.A[i & this.Am] &&
          (this.count === 1 ||
            (this.b[i & this.bm] < this.B[i & this.Bm] &&
              (this.count === 2 ||
                (this.c[i & this.cm] < this.C[i & this.Cm] &&
                  (this.count === 3 ||
                    (this.d[i & this.dm] < this.D[i & this.Dm] &&
                      (this.count === 4 ||
                        (this.e[i & this.em] < this.E[i & this.Em] &&
                          (this.count === 5 || this.f[i & this.fm] < this.F[i & this.Fm]))))))))))) &&
      (this.tail === undefined || this.tail.holds(i))
    );
  }

  next(from: number): number {
    const row = this.mask.indexOf(1, Math.max(0, from));
    return row < 0 ? this.length : row;
  }

  explain(i: number): string {
    if (Number.isInteger(i) && i >= 0 && i < this.length) return explainRule(this.rule, i, this.context);
    const fix = this.length === 0 ? 'there is no row' : `give a row from 0 to ${this.length - 1}`;
    throw new RulesError('ROW_OUT_OF_RANGE', { what: `there is no row ${i} among ${this.length}`, fix });
  }
}

/** The plain comparisons of "and", which stand inline, and the rest. */
function split(term: Term): { readonly plains: readonly Plain[]; readonly tail: RowTest | undefined } {
  const parts = flattened(term);
  const plains: Plain[] = [];
  const others: Term[] = [];
  for (const part of parts) {
    const plain = plains.length < INLINE ? plainOf(part) : undefined;
    if (plain === undefined) others.push(part);
    else plains.push(plain);
  }
  if (others.length === 0) return { plains, tail: undefined };
  return { plains, tail: rowTest(others.length === 1 ? others[0] : { every: others }) };
}

function flattened(term: Term): readonly Term[] {
  return !(term instanceof Uint8Array) && 'every' in term ? term.every.flatMap(flattened) : [term];
}
