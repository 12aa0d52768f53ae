import type { RuleRun } from '@tidemark/modeling-rules';
import { StrategyError } from './error.ts';
import type { SideRun } from './rules-run.ts';

/** What a run of rules decided, and its rules. */
export interface Decisions {
  readonly name: string;
  /** 1, 0 or -1, shape [n]. */
  readonly stances: Float64Array;
  readonly warmup: number;
  readonly long: SideRun | undefined;
  readonly short: SideRun | undefined;
}

/**
 * What was decided on a bar, and what each rule that could have changed the stance said of it: the exit of the side that
 * it was on, the entries of the sides that it was not on, and what contradicts an entry that held.
 *
 * @throws StrategyError BAR_OUT_OF_RANGE
 */
export function explainDecision({ name, stances, warmup, long, short }: Decisions, i: number): string {
  if (!(Number.isInteger(i) && i >= 0 && i < stances.length)) {
    const what = `there is no bar ${i} among ${stances.length}`;
    const fix = stances.length === 0 ? 'there is no bar' : `give an index from 0 to ${stances.length - 1}`;
    throw new StrategyError('BAR_OUT_OF_RANGE', { what, where: `strategy ${name}`, fix });
  }
  if (i < warmup) return `does not decide yet: bar ${i} is in the warm-up of ${warmup} bars`;
  const before = i > warmup ? stances[i - 1] : 0;
  const lines = [headline(before, stances, i, warmup)];
  const tell = (rule: RuleRun | undefined, label: string): void => {
    if (rule !== undefined) lines.push(`  ${label} ${rule.explain(i).replaceAll('\n', '\n  ')}`);
  };
  for (const [side, rules, sign] of [
    ['long', long, 1],
    ['short', short, -1],
  ] as const) {
    if (rules === undefined) continue;
    const isOn = before === sign;
    const entered = rules.enter.holds(i);
    if (!isOn || entered) tell(rules.enter, `${side}.enter`);
    if (isOn || entered) tell(rules.exit, `${side}.exit`);
  }
  return lines.join('\n');
}

function sideOf(stance: number): string {
  return stance > 0 ? 'long' : stance < 0 ? 'short' : 'flat';
}

function headline(before: number, stances: Float64Array, i: number, warmup: number): string {
  const stance = stances[i];
  if (stance === before) {
    let since = i;
    while (since > warmup && stances[since - 1] === stance) since--;
    return stance === 0 ? 'stays flat' : `stays ${sideOf(stance)}, since bar ${since}`;
  }
  if (before === 0) return `goes ${sideOf(stance)}`;
  return `${stance === 0 ? 'goes flat' : `turns ${sideOf(stance)}`}, was ${sideOf(before)}`;
}
