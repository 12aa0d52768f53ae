import type { Verdict } from '../explain.ts';
import type { RuleContext } from '../compile/rule-context.ts';
import type { CandlestickRule, ChartPatternRule, DivergenceRule } from '../rule.ts';
import { figure, rowsAgo } from './words.ts';

/** A pattern on a row, in words: when it became known, where it points, what it is made of. */
export function explainEvent(
  rule: CandlestickRule | ChartPatternRule | DivergenceRule,
  i: number,
  verdict: Verdict,
  context: RuleContext,
): string {
  const direction = rule.direction === 'either' ? '' : `${rule.direction} `;
  if (rule.kind === 'candlestick') {
    const name = `${direction}${rule.pattern}`;
    const read = context.candlestick(rule)[i];
    if (verdict === undefined) return `${rule.pattern} is not known`;
    return verdict ? `${name} (${figure(read)})` : `no ${name} ends here`;
  }
  const name =
    rule.kind === 'divergence'
      ? `${direction}divergence of ${rule.price} and ${rule.indicator}`
      : `${direction}${rule.pattern}`;
  if (verdict === undefined) return `whether there is a ${name} is not known`;
  if (!verdict) return `no ${name} became known ${rule.within === 0 ? 'here' : `in the last ${rule.within + 1} bars`}`;
  if (rule.kind === 'divergence') {
    const { latest, list } = context.divergence(rule);
    const { first, second, knownAt } = list[latest[i]];
    const indicator = context.columns[rule.indicator];
    const values = `${rule.indicator} ${figure(indicator[second.row])} after ${figure(indicator[first.row])}`;
    const prices = `${rule.price} ${figure(second.price)} after ${figure(first.price)}`;
    return `${name} became known ${rowsAgo(i - knownAt)} (${prices}, ${values})`;
  }
  const { latest, list } = context.chartPattern(rule);
  const { score, level, knownAt, direction: broken } = list[latest[i]];
  const side = broken === 'bullish' ? 'above' : 'below';
  return `${name} became known ${rowsAgo(i - knownAt)}, with a close ${side} ${figure(level)} (score ${figure(Math.round(score * 100) / 100)})`;
}
