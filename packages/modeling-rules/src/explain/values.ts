import type { RuleContext } from '../compile/rule-context.ts';
import type { Verdict } from '../explain.ts';
import type { BetweenRule, ComparisonRule, Operand, SlopeRule } from '../rule.ts';
import { figure, listed } from './words.ts';

/** A comparison on a row, in words and with its numbers. */
export function explainValues(
  rule: ComparisonRule | BetweenRule | SlopeRule,
  i: number,
  verdict: Verdict,
  context: RuleContext,
): string {
  const value = (operand: Operand, row: number): number =>
    typeof operand === 'number' ? operand : (context.columns[operand][row] ?? NaN);
  const told = (operand: Operand): string =>
    typeof operand === 'number' ? figure(operand) : `${operand} ${figure(value(operand, i))}`;
  if (verdict === undefined) return unknown(rule, i, value);
  const negation = verdict ? '' : 'not ';
  switch (rule.kind) {
    case 'above':
    case 'below':
      return `${told(rule.column)} is ${negation}${rule.kind} ${told(rule.other)}`;
    case 'between':
      return `${told(rule.column)} is ${negation}between ${told(rule.low)} and ${told(rule.high)}`;
    case 'slope': {
      const { column, bars, is } = rule;
      const rise = (value(column, i) - value(column, i - bars)) / bars;
      return `${column} changed by ${figure(rise)} a bar over ${bars} bars, ${negation}${is} ${figure(rule.value)}`;
    }
    case 'crosses':
    case 'crossesAbove':
    case 'crossesBelow': {
      const { kind, column, other } = rule;
      const way = kind === 'crosses' ? 'across' : kind === 'crossesAbove' ? 'above' : 'below';
      const verb = verdict ? 'crossed' : 'did not cross';
      const before = i === 0 ? 'the first bar' : `before ${figure(value(column, i - 1))}`;
      const against = typeof other === 'number' || i === 0 ? '' : ` against ${figure(value(other, i - 1))}`;
      return `${told(column)} ${verb} ${way} ${told(other)} (${before}${against})`;
    }
  }
}

function unknown(
  rule: ComparisonRule | BetweenRule | SlopeRule,
  i: number,
  value: (operand: Operand, row: number) => number,
): string {
  const operands =
    rule.kind === 'between'
      ? [rule.column, rule.low, rule.high]
      : rule.kind === 'slope'
        ? [rule.column]
        : [rule.column, rule.other];
  const missing = operands.filter((operand) => Number.isNaN(value(operand, i)));
  if (missing.length > 0) return `${listed(missing.map(String))} ${missing.length > 1 ? 'are' : 'is'} not known`;
  const back = rule.kind === 'slope' ? rule.bars : 1;
  return `${rule.column} is not known ${back === 1 ? 'on the bar before' : `${back} bars before`}`;
}
