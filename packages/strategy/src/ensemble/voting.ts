import type { BarSeries, Columns, RunWarning, Strategy } from '@tidemark/core-market';
import { checkChoice, checkNames, refuseOption } from '../base/check-options.ts';
import {
  combinedHash,
  describeMember,
  isStrategy,
  memberColumns,
  memberNames,
  memberWarnings,
} from '../base/member.ts';
import { SequentialRun, type BarStepper } from '../base/sequential-run.ts';
import { StrategyError } from '../error.ts';
import { independentMembers, type IndependentMember } from './independent-member.ts';
import { electedSide, type VotingRule } from './elected-side.ts';

/** When a side carries, and what happens where none does. Plain data. */
export type VotingOptions = {
  /** Where no side carries: `flat` (default), or `hold` the stance. */
  readonly otherwise?: 'flat' | 'hold' | undefined;
  /** Default: the names of the members, `voting(sma-cross, rsi-reversion)`. */
  readonly name?: string | undefined;
} & (
  | {
      /** Default `majority`. */
      readonly rule?: 'majority' | 'unanimous' | 'ranked' | undefined;
      readonly quorum?: undefined;
    }
  | {
      readonly rule?: undefined;
      /** Members that must agree, 1 up to how many there are. */
      readonly quorum: number;
    }
);

const where = 'voting';

/**
 * An ensemble that votes. Each member has one vote, for the side of its stance: long, short or flat. Its stance is its
 * last signal that was not NaN, 0 where there was none yet; before its warm-up it abstains and counts for nothing.
 *
 * | rule | a side carries with |
 * | --- | --- |
 * | `majority` | more than half of the votes cast |
 * | `{ quorum: n }` | n votes or more; of two such sides the larger, of equal ones none |
 * | `unanimous` | all votes cast |
 * | `ranked` | most points: of m members that vote, in the order given, the first has m points, the last 1 (Borda's count, over members by trust); of equal sides that of the most trusted member among them |
 *
 * The signal is the mean stance of the members on the side that carried: 1 or -1 where they are fully in. Where no side
 * carries it is flat, or the stance before with `otherwise: 'hold'`: then being flat takes as many votes as being long.
 *
 * @throws StrategyError INVALID_MEMBERS, INVALID_QUORUM, INVALID_OPTION; from a run MEMBER_PATH_DEPENDENT for members
 *   with manage, plan, orders, onFill or onOrder and for classes that read the account or trade by name,
 *   SIGNAL_OUT_OF_RANGE
 * @example
 * voting([smaCross(), rsiReversion()], { rule: 'unanimous' }).name // => 'voting(sma-cross, rsi-reversion)'
 * voting([smaCross(), rsiReversion()], { quorum: 3 }) // => throws INVALID_QUORUM
 */
export function voting(members: readonly Strategy[], options: VotingOptions = {}): Strategy {
  checkMembers(members);
  const { rule, otherwise } = resolve(options, members.length);
  const names = memberNames(members);
  const name = options.name ?? `voting(${names.join(', ')})`;
  const strategies = [...members];
  return {
    name,
    params: { members: strategies.map(describeMember), rule, otherwise },
    codeHash: combinedHash('voting', 1, strategies),
    over: (bars, once) =>
      new SequentialRun(
        new Ballot(name, bars, independentMembers(names, strategies, bars, once), rule, otherwise === 'flat'),
      ),
  };
}

class Ballot implements BarStepper {
  readonly name: string;
  readonly warmup: number;
  readonly #members: readonly IndependentMember[];
  readonly #rule: VotingRule;
  readonly #otherwise: number;
  readonly #votes: Float64Array;
  readonly #stances: readonly Float64Array[];

  constructor(
    name: string,
    bars: BarSeries,
    members: readonly IndependentMember[],
    rule: VotingRule,
    elseFlat: boolean,
  ) {
    this.name = name;
    this.warmup = Math.min(...members.map(({ run }) => run.warmup));
    this.#members = members;
    this.#rule = rule;
    this.#otherwise = elseFlat ? 0 : NaN;
    this.#votes = new Float64Array(members.length);
    this.#stances = members.map(() => new Float64Array(bars.length).fill(NaN));
  }

  get columns(): Columns {
    const own = this.#members.map(({ name }, k) => [`stance(${name})`, this.#stances[k]] as const);
    return { ...memberColumns(this.#members), ...Object.fromEntries(own) };
  }

  get warnings(): readonly RunWarning[] {
    return memberWarnings(this.#members);
  }

  step(i: number): number {
    const members = this.#members;
    const votes = this.#votes;
    for (let k = 0; k < members.length; k++) {
      members[k].hear(i);
      this.#stances[k][i] = votes[k] = members[k].stance;
    }
    const side = electedSide(votes, this.#rule);
    if (side !== side) return this.#otherwise;
    return side === 0 ? 0 : meanOn(side, votes);
  }

  stop(): void {
    for (const member of this.#members) member.stop();
  }
}

function meanOn(side: number, votes: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let k = 0; k < votes.length; k++) {
    if (Math.sign(votes[k]) !== side) continue;
    sum += votes[k];
    count++;
  }
  return sum / count;
}

function resolve(options: VotingOptions, members: number): { rule: VotingRule; otherwise: 'flat' | 'hold' } {
  checkNames(where, options, ['rule', 'quorum', 'otherwise', 'name']);
  const { rule, quorum, otherwise = 'flat' } = options as { [Key in keyof VotingOptions]: never } & VotingOptions;
  checkChoice(where, 'otherwise', otherwise, ['flat', 'hold']);
  if (quorum === undefined) {
    const chosen = rule ?? 'majority';
    checkChoice(where, 'rule', chosen, ['majority', 'unanimous', 'ranked']);
    return { rule: chosen, otherwise };
  }
  if (rule !== undefined) refuseOption(where, 'both rule and quorum are given', 'give one of them');
  if (!(Number.isInteger(quorum) && quorum >= 1 && quorum <= members)) {
    const fix = `give a whole number from 1 to ${members}, as many as there are members`;
    throw new StrategyError('INVALID_QUORUM', { what: `the quorum is ${String(quorum)}`, where, fix });
  }
  return { rule: { quorum }, otherwise };
}

function checkMembers(members: readonly Strategy[]): void {
  const fix = 'give [smaCross(), rsiReversion()]';
  if (!Array.isArray(members) || members.length === 0)
    throw new StrategyError('INVALID_MEMBERS', { what: 'there are no members', where, fix });
  const bad = members.findIndex((member) => !isStrategy(member));
  if (bad < 0) return;
  throw new StrategyError('INVALID_MEMBERS', { what: 'it is no strategy', where: `${where}, member ${bad + 1}`, fix });
}
