import type { ComparisonRule, Operand, Rule, SequenceRule, VoteRule } from '../rule.ts';
import type { RuleContext } from './rule-context.ts';
import { hasWeight, heldFor, heldWithin, inOrder, meanChange, opposite } from './spans.ts';
import { atMost, less, type Mask, type Side, type Term } from './term.ts';

/**
 * A rule as comparisons joined by "and" and "or": where it is known to hold, or (`want` false) where it is known not to.
 * "Not" has gone: it asks for the other of the two, so that what is not known is in neither.
 */
export function lower(rule: Rule, want: boolean, context: RuleContext): Term {
  switch (rule.kind) {
    case 'above':
    case 'below':
    case 'crosses':
    case 'crossesAbove':
    case 'crossesBelow':
      return comparison(rule, want, context);
    case 'between': {
      const value = context.columns[rule.column];
      const low = sideOf(rule.low, context);
      const high = sideOf(rule.high, context);
      return want
        ? { every: [atMost(low, value), atMost(value, high)] }
        : { some: [less(value, low), less(high, value)] };
    }
    case 'slope': {
      const rise = meanChange(context.columns[rule.column], rule.bars);
      if (rule.is === 'above') return want ? less(rule.value, rise) : atMost(rise, rule.value);
      return want ? less(rise, rule.value) : atMost(rule.value, rise);
    }
    case 'forBars':
      return want ? heldFor(context.yes(rule.rule), rule.bars) : heldWithin(context.no(rule.rule), rule.bars);
    case 'withinBars':
      return want ? heldWithin(context.yes(rule.rule), rule.bars) : heldFor(context.no(rule.rule), rule.bars);
    case 'divergence':
      return isPositive(context.divergence(rule).column, want);
    case 'chartPattern':
      return isPositive(context.chartPattern(rule).column, want);
    case 'candlestick': {
      const value = context.candlestick(rule);
      const up = want ? less(0, value) : atMost(value, 0);
      const down = want ? less(value, 0) : atMost(0, value);
      if (rule.direction !== 'either') return rule.direction === 'bullish' ? up : down;
      return want ? { some: [up, down] } : { every: [up, down] };
    }
    case 'all':
    case 'any': {
      const terms = rule.rules.map((one) => lower(one, want, context));
      return (rule.kind === 'all') === want ? { every: terms } : { some: terms };
    }
    case 'not':
      return lower(rule.rule, !want, context);
    case 'sequence':
      return sequence(rule, want, context);
    case 'vote':
      return vote(rule, want, context);
  }
}

function comparison({ kind, column, other }: ComparisonRule, want: boolean, context: RuleContext): Term {
  const value = context.columns[column];
  const limit = sideOf(other, context);
  switch (kind) {
    case 'above':
      return want ? less(limit, value) : atMost(value, limit);
    case 'below':
      return want ? less(value, limit) : atMost(limit, value);
    case 'crossesAbove':
      return want
        ? { every: [less(limit, value), atMost(value, limit, 1)] }
        : { some: [atMost(value, limit), less(limit, value, 1)] };
    case 'crossesBelow':
      return want
        ? { every: [less(value, limit), atMost(limit, value, 1)] }
        : { some: [atMost(limit, value), less(value, limit, 1)] };
    case 'crosses': {
      const up = comparison({ kind: 'crossesAbove', column, other }, want, context);
      const down = comparison({ kind: 'crossesBelow', column, other }, want, context);
      return want ? { some: [up, down] } : { every: [up, down] };
    }
  }
}

/** The rows before the first are not known: a sequence that may have begun there is known neither way. */
function sequence({ rules, bars }: SequenceRule, want: boolean, context: RuleContext): Mask {
  if (want)
    return inOrder(
      rules.map((rule) => context.yes(rule)),
      bars,
      false,
    );
  return opposite(
    inOrder(
      rules.map((rule) => opposite(context.no(rule))),
      bars,
      true,
    ),
  );
}

/** It has lost where the rules that hold, and those that might, have too little weight together. */
function vote({ votes, threshold }: VoteRule, want: boolean, context: RuleContext): Mask {
  const weights = Float64Array.from(votes.map(({ weight }) => weight));
  const needed = threshold * weights.reduce((sum, weight) => sum + weight, 0);
  if (want)
    return hasWeight(
      votes.map(({ rule }) => context.yes(rule)),
      weights,
      needed,
    );
  return opposite(
    hasWeight(
      votes.map(({ rule }) => opposite(context.no(rule))),
      weights,
      needed,
    ),
  );
}

function isPositive(column: Float64Array, want: boolean): Term {
  return want ? less(0, column) : atMost(column, 0);
}

function sideOf(operand: Operand, context: RuleContext): Side {
  return typeof operand === 'number' ? operand : context.columns[operand];
}
