import * as z from 'zod';
import { candlestickNames, type CandlestickName } from './candlestick-name.ts';
import { chartPatternNames, type ChartPatternName, type Direction } from './chart-patterns/chart-pattern.ts';
import { describeIssues } from './describe-issues.ts';
import { RulesError } from './error.ts';
import { defaultSwing, type SwingSize } from './pivots.ts';

/** What a column is held against: another column, by name, or a number. */
export type Operand<C extends string = string> = C | number;

/** A column against another one or a number. Crossing: on this row, after it was on the other side, or equal. */
export interface ComparisonRule<C extends string = string> {
  readonly kind: 'above' | 'below' | 'crosses' | 'crossesAbove' | 'crossesBelow';
  readonly column: C;
  readonly other: Operand<C>;
}

/** A column from `low` to `high`, both included. */
export interface BetweenRule<C extends string = string> {
  readonly kind: 'between';
  readonly column: C;
  readonly low: Operand<C>;
  readonly high: Operand<C>;
}

/** The mean change of a column per bar over the last `bars` bars, against a number. */
export interface SlopeRule<C extends string = string> {
  readonly kind: 'slope';
  readonly column: C;
  readonly bars: number;
  readonly is: 'above' | 'below';
  /** In the column's unit, per bar. */
  readonly value: number;
}

/** `forBars`: on each of the last `bars` rows; `withinBars`: on one of them at least. This row is one of them. */
export interface SpanRule<C extends string = string> {
  readonly kind: 'forBars' | 'withinBars';
  readonly rule: Rule<C>;
  readonly bars: number;
}

/** Price and indicator disagree at the last two confirmed pivots of the price. */
export interface DivergenceRule<C extends string = string> {
  readonly kind: 'divergence';
  /** Bullish: a lower low of the price, a higher one of the indicator. Bearish: the same at highs, the other way up. */
  readonly direction: Direction;
  readonly price: C;
  readonly indicator: C;
  /** Holds on the row on which the second pivot was confirmed, and on so many after it. */
  readonly within: number;
  readonly swing: SwingSize;
}

/** A candlestick pattern that ends on this row. */
export interface CandlestickRule<C extends string = string> {
  readonly kind: 'candlestick';
  readonly pattern: CandlestickName;
  /** The sign of TA-Lib's answer; `either` takes both. */
  readonly direction: Direction | 'either';
  readonly open: C;
  readonly high: C;
  readonly low: C;
  readonly close: C;
}

/** A chart pattern that became known on this row, or at most `within` rows before. */
export interface ChartPatternRule<C extends string = string> {
  readonly kind: 'chartPattern';
  readonly pattern: ChartPatternName;
  readonly direction: Direction | 'either';
  readonly within: number;
  /** Least score, 0..1. */
  readonly minScore: number;
  readonly swing: SwingSize;
  readonly high: C;
  readonly low: C;
  readonly close: C;
}

/** Every one of the rules, or one at least. */
export interface ListRule<C extends string = string> {
  readonly kind: 'all' | 'any';
  readonly rules: readonly Rule<C>[];
}

/** The opposite of a rule: what is not known stays not known. */
export interface NotRule<C extends string = string> {
  readonly kind: 'not';
  readonly rule: Rule<C>;
}

/** One rule after the other, each on a later row than the one before; the last on this row. */
export interface SequenceRule<C extends string = string> {
  readonly kind: 'sequence';
  readonly rules: readonly Rule<C>[];
  /** From the row of the first to the row of the last. */
  readonly bars: number;
}

/** A rule and what its word counts. */
export interface Vote<C extends string = string> {
  readonly rule: Rule<C>;
  readonly weight: number;
}

/** The rules that hold have together at least `threshold` of all the weight. */
export interface VoteRule<C extends string = string> {
  readonly kind: 'vote';
  readonly votes: readonly Vote<C>[];
  /** A fraction of the total weight, above 0 and at most 1. */
  readonly threshold: number;
}

/**
 * A trading rule as plain data: JSON in and out, to be stored, searched over, drawn and explained. Made by `below`,
 * `all` and the like, or read by `parseRule`; `compile` turns it into a predicate.
 *
 * @typeParam C the names of the columns that it reads: a rule over columns that are not there does not compile
 */
export type Rule<C extends string = string> =
  | ComparisonRule<C>
  | BetweenRule<C>
  | SlopeRule<C>
  | SpanRule<C>
  | DivergenceRule<C>
  | CandlestickRule<C>
  | ChartPatternRule<C>
  | ListRule<C>
  | NotRule<C>
  | SequenceRule<C>
  | VoteRule<C>;

const column = z.string().min(1);
const operand = z.union([column, z.number()], 'give the name of a column, or a number');
const bars = z.int().min(1);
const within = z.int().min(0).default(0);
const direction = z.enum(['bullish', 'bearish']);
const swing = z.union(
  [
    z.strictObject({ atr: z.number().positive(), period: z.int().min(1).default(14) }),
    z.strictObject({ fraction: z.number().positive() }),
  ],
  'give { atr: 3, period: 14 } or { fraction: 0.05 }',
);
const rule: z.ZodType<Rule> = z.lazy(() => ruleSchema);
const rules = z.array(rule).min(1);

const kinds = [
  z.strictObject({
    kind: z.enum(['above', 'below', 'crosses', 'crossesAbove', 'crossesBelow']),
    column,
    other: operand,
  }),
  z.strictObject({ kind: z.literal('between'), column, low: operand, high: operand }),
  z.strictObject({ kind: z.literal('slope'), column, bars, is: z.enum(['above', 'below']), value: z.number() }),
  z.strictObject({ kind: z.enum(['forBars', 'withinBars']), rule, bars }),
  z.strictObject({
    kind: z.literal('divergence'),
    direction,
    price: column.default('close'),
    indicator: column,
    within,
    swing: swing.default({ atr: 5, period: 14 }),
  }),
  z.strictObject({
    kind: z.literal('candlestick'),
    pattern: z.enum(candlestickNames),
    direction: z.enum(['bullish', 'bearish', 'either']).default('either'),
    open: column.default('open'),
    high: column.default('high'),
    low: column.default('low'),
    close: column.default('close'),
  }),
  z.strictObject({
    kind: z.literal('chartPattern'),
    pattern: z.enum(chartPatternNames),
    direction: z.enum(['bullish', 'bearish', 'either']).default('either'),
    within,
    minScore: z.number().min(0).max(1).default(0),
    swing: swing.default(defaultSwing),
    high: column.default('high'),
    low: column.default('low'),
    close: column.default('close'),
  }),
  z.strictObject({ kind: z.enum(['all', 'any']), rules }),
  z.strictObject({ kind: z.literal('not'), rule }),
  z.strictObject({ kind: z.literal('sequence'), rules, bars }),
  z.strictObject({
    kind: z.literal('vote'),
    votes: z.array(z.strictObject({ rule, weight: z.number().positive() })).min(1),
    threshold: z.number().positive().max(1),
  }),
] as const;

/** What may be left out is filled in. Not exported: zod's types ask for those of browsers. */
const ruleSchema: z.ZodType<Rule> = z.discriminatedUnion('kind', kinds);

/** The fields of each kind, for "did you mean". */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  kinds.flatMap(({ shape }) => {
    const { kind } = shape;
    const names = kind instanceof z.ZodLiteral ? [...kind.values] : kind.options;
    return names.map((name) => [name, Object.keys(shape)] as const);
  }),
);

/**
 * A rule from JSON: its text, or what it was parsed to. Fields with a default may be left out.
 *
 * @throws RulesError INVALID_JSON for text that is none; INVALID_RULE with the place, what stands there, and what may
 * @example
 * parseRule('{ "kind": "below", "column": "rsi", "other": 30 }') // => { kind: 'below', column: 'rsi', other: 30 }
 * @example
 * parseRule({ kind: 'abvoe', column: 'rsi', other: 30 }); // => throws RulesError INVALID_RULE
 */
export function parseRule(json: unknown): Rule {
  const given = typeof json === 'string' ? readJson(json) : json;
  const parsed = check(given);
  if (parsed.success) return parsed.data;
  const { what, where, fix } = describeIssues(parsed.error, given, FIELDS);
  throw new RulesError('INVALID_RULE', { what, where, fix, cause: parsed.error });
}

function check(given: unknown): z.ZodSafeParseResult<Rule> {
  try {
    JSON.stringify(given); // what cannot be written is refused here: zod follows a rule that holds itself
    return ruleSchema.safeParse(given);
  } catch (cause) {
    const what = 'it is no plain data: it is nested too deeply, or holds itself or a bigint';
    throw new RulesError('INVALID_RULE', {
      what,
      where: 'rule',
      fix: 'give plain data, such as JSON.parse answers',
      cause,
    });
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const what = `the text is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new RulesError('INVALID_JSON', { what, fix: 'give what JSON.stringify(rule) wrote', cause });
  }
}
