import type { RuleContext } from './compile/rule-context.ts';
import { explainEvent } from './explain/event.ts';
import { figure, listed, rowsAgo } from './explain/words.ts';
import { explainValues } from './explain/values.ts';
import type { Rule, SequenceRule, SpanRule } from './rule.ts';

/** What is known of a rule on a row: that it holds, that it does not, or neither. */
export type Verdict = true | false | undefined;

/** What is known of a rule on a row. */
export function verdictOf(rule: Rule, i: number, context: RuleContext): Verdict {
  if (context.yes(rule)[i] === 1) return true;
  return context.no(rule)[i] === 1 ? false : undefined;
}

const PREFIX = { true: 'held: ', false: 'did not hold: ', undefined: 'unknown: ' } as const;

/**
 * Why a rule held on a row or did not, with the numbers of that row: one line, or a line for each part of what is made of
 * composites, indented.
 */
export function explainRule(rule: Rule, i: number, context: RuleContext): string {
  return linesOf(rule, i, context).join('\n');
}

function linesOf(rule: Rule, i: number, context: RuleContext): string[] {
  const prefix = PREFIX[`${verdictOf(rule, i, context)}`];
  const parts = partsOf(rule);
  if (parts === undefined || !parts.some(isComposite)) return [prefix + sentence(rule, i, context)];
  const lines = parts.flatMap((part) => linesOf(part, i, context)).map((line) => `  ${line}`);
  return [prefix + summary(rule, parts, i, context), ...lines];
}

/** The parts of a composite whose every part is asked on this same row. */
function partsOf(rule: Rule): readonly Rule[] | undefined {
  if (rule.kind === 'all' || rule.kind === 'any') return rule.rules;
  if (rule.kind === 'vote') return rule.votes.map((vote) => vote.rule);
  return rule.kind === 'not' && isComposite(rule.rule) ? [rule.rule] : undefined;
}

function isComposite(rule: Rule): boolean {
  return partsOf(rule) !== undefined;
}

function summary(rule: Rule, parts: readonly Rule[], i: number, context: RuleContext): string {
  const held = parts.filter((part) => verdictOf(part, i, context) === true).length;
  if (rule.kind === 'vote') return weighed(rule, i, context);
  if (rule.kind === 'not') return 'the opposite of';
  return `${held} of ${parts.length} held, ${rule.kind === 'all' ? 'all are' : 'one is'} needed`;
}

/** A rule on a row in one line. */
function sentence(rule: Rule, i: number, context: RuleContext): string {
  switch (rule.kind) {
    case 'all':
    case 'any':
      return `${decisive(rule.rules, i, rule.kind === 'all', context)}`;
    case 'vote':
      return `${weighed(rule, i, context)}: ${listed(rule.votes.map((vote) => clause(vote.rule, i, context)))}`;
    case 'not':
      return clause(rule.rule, i, context);
    case 'forBars':
    case 'withinBars':
      return explainSpan(rule, i, context);
    case 'sequence':
      return explainSequence(rule, i, context);
    case 'divergence':
    case 'chartPattern':
    case 'candlestick':
      return explainEvent(rule, i, verdictOf(rule, i, context), context);
    case 'above':
    case 'below':
    case 'crosses':
    case 'crossesAbove':
    case 'crossesBelow':
    case 'between':
    case 'slope':
      return explainValues(rule, i, verdictOf(rule, i, context), context);
  }
}

/** A part inside a line: a composite with several parts in brackets. */
function clause(rule: Rule, i: number, context: RuleContext): string {
  const text = sentence(rule, i, context);
  return isComposite(rule) && text.includes(', ') ? `(${text})` : text;
}

/** The parts that decide: of "all", every part where it held, else those that did not; of "any" the other way round. */
function decisive(rules: readonly Rule[], i: number, isAll: boolean, context: RuleContext): string {
  const verdicts = rules.map((rule) => verdictOf(rule, i, context));
  const decides = verdicts.includes(!isAll) ? !isAll : verdicts.includes(undefined) ? undefined : isAll;
  return listed(rules.filter((_, k) => verdicts[k] === decides).map((rule) => clause(rule, i, context)));
}

function weighed(rule: Rule & { readonly kind: 'vote' }, i: number, context: RuleContext): string {
  let total = 0;
  let held = 0;
  for (const vote of rule.votes) {
    total += vote.weight;
    if (verdictOf(vote.rule, i, context) === true) held += vote.weight;
  }
  return `${figure(held)} of ${figure(total)} votes, ${figure(rule.threshold * total)} needed`;
}

function explainSpan({ kind, rule, bars }: SpanRule, i: number, context: RuleContext): string {
  const isFor = kind === 'forBars';
  const first = Math.max(0, i - bars + 1);
  // The one row that decides is the newest that breaks "for", or makes "within".
  for (let k = i; k >= first; k--) {
    if (verdictOf(rule, k, context) === !isFor) return `${rowsAgo(i - k)} ${clause(rule, k, context)}`;
  }
  for (let k = i; k >= first; k--) {
    if (verdictOf(rule, k, context) === undefined) return `${rowsAgo(i - k)} ${clause(rule, k, context)}`;
  }
  if (i - bars + 1 < 0) return `there are only ${i + 1} of ${bars} bars`;
  return `${isFor ? 'for' : 'in all of the last'} ${bars} bars, now ${clause(rule, i, context)}`;
}

function explainSequence({ rules, bars }: SequenceRule, i: number, context: RuleContext): string {
  const steps: string[] = [];
  let row = i;
  for (let step = rules.length - 1; step >= 0; step--) {
    const rule = rules[step];
    const isLast = step === rules.length - 1;
    while (!isLast && row >= Math.max(0, i - bars) && verdictOf(rule, row, context) !== true) row--;
    const found = row >= Math.max(0, i - bars) && verdictOf(rule, row, context) === true;
    if (!found && isLast) return `the last step is not taken: ${clause(rule, i, context)}`;
    if (!found) return `step ${step + 1} of ${rules.length} was not taken in the ${bars} bars before: now ${steps[0]}`;
    steps.push(steps.length === 0 ? clause(rule, row, context) : `${rowsAgo(i - row)} ${clause(rule, row, context)}`);
    row--;
  }
  const [last, ...before] = steps;
  return [...before.reverse(), `now ${last}`].join(', then ');
}
