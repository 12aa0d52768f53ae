import {
  anew,
  hashJson,
  type BarSeries,
  type Columns,
  type Once,
  type SignalRun,
  type Strategy,
} from '@tidemark/core-market';
import { compile, type CompiledRule, type Rule } from '@tidemark/modeling-rules';
import type { z } from 'zod';
import { readiness } from './base/column-run.ts';
import { firstConflict, type Conflict, type EntryExitMasks } from './base/entry-exit-stances.ts';
import { definitionFault, strategyFactory, type NamedDefinition } from './base/strategy-factory.ts';
import { StrategyError } from './error.ts';
import { RulesRun, type SideRun } from './rules-run.ts';

/** When one side is taken and when it is left, as rules over the strategy's columns. */
export interface SideRules<C extends string = string> {
  readonly enter: Rule<C>;
  /** Left out: the side is left when the other one is entered. */
  readonly exit?: Rule<C> | undefined;
}

/** A strategy in columns and rules. */
export interface RuleStrategyDefinition<S extends z.ZodType, C extends Columns> extends NamedDefinition<S> {
  /**
   * Computed once per run. Each column has one entry per bar, NaN where not known, and sees the past only. A grid of
   * parameters computes what is asked for with `once` for all its runs together: `once(rsi, close, period)`.
   */
  readonly columns: (bars: BarSeries, params: z.output<S>, once: Once) => C;
  /** Left out: never long. */
  readonly long?: ((params: z.output<S>) => SideRules<keyof NoInfer<C> & string>) | undefined;
  /** Left out: never short. */
  readonly short?: ((params: z.output<S>) => SideRules<keyof NoInfer<C> & string>) | undefined;
  /** What wins where a side's entry and exit hold on one bar. Default: the exit. */
  readonly conflict?: Conflict | undefined;
  /** Columns that may be NaN at any time: they count for no warm-up. */
  readonly sparse?: readonly (keyof NoInfer<C> & string)[] | undefined;
  /** Bars before the first decision. Left out: the largest count of leading NaNs over the columns. */
  readonly warmup?: number | ((params: z.output<S>) => number) | undefined;
}

/** A run that can say why. */
export interface ExplainedRun extends SignalRun {
  /**
   * What it decided on bar `i`, and the rules that made it so, with the numbers of that bar.
   * @throws StrategyError BAR_OUT_OF_RANGE
   */
  explain(i: number): string;
}

/** A strategy of rules: the rules are plain data, to be stored, drawn and explained. */
export interface RuleStrategy extends Strategy {
  readonly rules: { readonly long?: SideRules | undefined; readonly short?: SideRules | undefined };
  over(bars: BarSeries, once?: Once): ExplainedRun;
}

/** What `ruleStrategy` answers: a factory whose strategies explain themselves. */
export interface RuleStrategyFactory<S extends z.ZodType> {
  (params?: z.input<S>): RuleStrategy;
  readonly strategyName: string;
  readonly params: S;
}

/**
 * A strategy whose decisions are rules, which are data: compiled to predicates once, and explained in words. A column
 * misspelt in a rule does not compile.
 *
 * From flat it goes long where `long.enter` holds, and short where `short.enter` holds; it goes flat where the exit of
 * the side that it is on holds, and turns round where the other side's entry does. A rule that is not known to hold,
 * because a column is NaN, does nothing. Entry and exit of a side on one bar: `conflict` says which wins. Both sides'
 * entries on one bar: it stays where it is.
 *
 * @returns a factory: `dip({ low: 25 })` is a strategy, `dip().over(bars).explain(i)` says why
 * @throws StrategyError INVALID_DEFINITION; from the factory INVALID_PARAMS and RulesError INVALID_RULE; from a run
 *   COLUMN_TYPE, COLUMN_LENGTH, UNKNOWN_COLUMN, INVALID_WARMUP, with `conflict: 'error'` RULES_CONFLICT, and RulesError
 *   UNKNOWN_COLUMN where a rule from JSON reads a column that is not there
 * @example
 * import { above, below } from '@tidemark/modeling-rules';
 * import { sampleBars } from '@tidemark/strategy/testing';
 * const dip = ruleStrategy({
 *   name: 'buy-low',
 *   params: z.object({ low: z.number().default(100) }),
 *   columns: ({ close }) => ({ close }),
 *   long: ({ low }) => ({ enter: below('close', low), exit: above('close', 102) }),
 * });
 * const run = dip().over(sampleBars({ bars: 9 }));
 * run.explain(1).split('\n')[1] // => '  long.enter held: close 98.9415 is below 100'
 */
export function ruleStrategy<S extends z.ZodType<unknown, unknown> = z.ZodObject<{}>, C extends Columns = Columns>(
  definition: RuleStrategyDefinition<S, C>,
): RuleStrategyFactory<S> {
  const { name, long, short } = definition;
  const codeHash = hashOfDefinition(definition);
  const factory = strategyFactory(definition, 'ruleStrategy', (params): RuleStrategy => {
    const rules = { long: long?.(params), short: short?.(params) };
    checkSides(name, rules);
    const compiled = { long: compiledSide(rules.long), short: compiledSide(rules.short) };
    return { name, params, codeHash, rules, over: (bars, once) => runOver(definition, compiled, bars, params, once) };
  });
  const fail = definitionFault(name, 'ruleStrategy');
  if (typeof definition.columns !== 'function') fail('columns is missing', 'columns: ({ close }) => ({ close })');
  if (typeof (long ?? short) !== 'function') {
    fail('neither long nor short is there', "long: () => ({ enter: above('close', 100), exit: below('close', 90) })");
  }
  return factory;
}

interface CompiledSide {
  readonly enter: CompiledRule;
  readonly exit: CompiledRule | undefined;
}

function compiledSide(side: SideRules | undefined): CompiledSide | undefined {
  return side && { enter: compile(side.enter), exit: side.exit && compile(side.exit) };
}

function runOver<S extends z.ZodType, C extends Columns>(
  { name, columns: compute, conflict = 'exit', sparse = [], warmup }: RuleStrategyDefinition<S, C>,
  rules: { readonly long: CompiledSide | undefined; readonly short: CompiledSide | undefined },
  bars: BarSeries,
  params: z.output<S>,
  once: Once = anew,
): ExplainedRun {
  const { length } = bars;
  const columns = compute(bars, params, once);
  const ready = readiness(name, columns, length, sparse, typeof warmup === 'function' ? warmup(params) : warmup);
  const run = new RulesRun(
    name,
    columns,
    { ...ready, length },
    {
      long: sideOver(rules.long, columns),
      short: sideOver(rules.short, columns),
      conflict,
    },
  );
  if (conflict === 'error') refuseConflicts(name, run.masks, bars, ready.warmup);
  return run;
}

function sideOver(side: CompiledSide | undefined, columns: Columns): SideRun | undefined {
  return side && { enter: side.enter.over(columns), exit: side.exit?.over(columns) };
}

function refuseConflicts(name: string, masks: EntryExitMasks, bars: BarSeries, first: number): void {
  const i = firstConflict(masks, bars.length, first);
  if (i < 0) return;
  throw new StrategyError('RULES_CONFLICT', {
    what: `the rules call for opposite things on bar ${i} (${new Date(bars.time[i]).toISOString()})`,
    where: `strategy ${name}`,
    fix: "let the rules exclude each other, or say which wins: conflict: 'exit'",
  });
}

function checkSides(name: string, rules: RuleStrategy['rules']): void {
  const fail = definitionFault(name, 'ruleStrategy');
  for (const side of ['long', 'short'] as const) {
    const other = side === 'long' ? 'short' : 'long';
    const rule = rules[side];
    if (rule === undefined) continue;
    if (typeof rule !== 'object' || rule === null || rule.enter === undefined) {
      fail(`${side} answers no entry`, `${side}: () => ({ enter: above('close', 100), exit: below('close', 90) })`);
    }
    if (rule.exit === undefined && rules[other] === undefined) {
      fail(`${side} has no exit and there is no ${other} side: a position would never end`, `give ${side} an exit`);
    }
  }
}

function hashOfDefinition<S extends z.ZodType, C extends Columns>(d: RuleStrategyDefinition<S, C>): string {
  const { name, columns, long, short, conflict, sparse, warmup } = d;
  return hashJson({ name, conflict, sparse, code: [columns, long, short, warmup].map(String) });
}
