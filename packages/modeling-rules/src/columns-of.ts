import type { Operand, Rule } from './rule.ts';

/** The names of the columns that a rule reads, each once, in the order in which they come. */
export function columnsOf<C extends string>(rule: Rule<C>): C[] {
  return [...new Set(namesIn(rule))];
}

function namesIn<C extends string>(rule: Rule<C>): C[] {
  switch (rule.kind) {
    case 'above':
    case 'below':
    case 'crosses':
    case 'crossesAbove':
    case 'crossesBelow':
      return [rule.column, ...named(rule.other)];
    case 'between':
      return [rule.column, ...named(rule.low), ...named(rule.high)];
    case 'slope':
      return [rule.column];
    case 'divergence':
      return [rule.price, rule.indicator];
    case 'candlestick':
      return [rule.open, rule.high, rule.low, rule.close];
    case 'chartPattern':
      return [rule.high, rule.low, rule.close];
    case 'forBars':
    case 'withinBars':
    case 'not':
      return namesIn(rule.rule);
    case 'all':
    case 'any':
    case 'sequence':
      return rule.rules.flatMap((one) => namesIn(one));
    case 'vote':
      return rule.votes.flatMap((one) => namesIn(one.rule));
  }
}

function named<C extends string>(operand: Operand<C>): C[] {
  return typeof operand === 'number' ? [] : [operand];
}
