import type { BarSeries, Columns, RunWarning, Strategy } from '@tidemark/core-market';
import { checkBars, checkChoice, checkNames, checkWithin } from '../base/check-options.ts';
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
import { InverseVolatility } from './weights/inverse-volatility.ts';
import { FixedWeights, type MemberWeights } from './weights/member-weights.ts';
import { PerformanceDecayed } from './weights/performance-decayed.ts';

/** A strategy and what its word counts, relative to the others. */
export interface WeightedMember {
  readonly strategy: Strategy;
  /** Above 0. Default 1. */
  readonly weight?: number | undefined;
}

/** How the weights change: by name with the defaults, or in full. Plain data. */
export type Weighting =
  | 'fixed'
  | 'inverse-volatility'
  | 'performance-decayed'
  | {
      readonly by: 'inverse-volatility';
      /** Bars of stance * return. Default 60, at least 2. */
      readonly lookback?: number | undefined;
      /** Least volatility of a member, as a fraction of the market's, above 0 up to 1. Default 0.1. */
      readonly floor?: number | undefined;
    }
  | {
      readonly by: 'performance-decayed';
      /** Bars after which a profit counts half. Default 60. */
      readonly halfLife?: number | undefined;
      /** How strongly weights follow the profits, above 0 up to 50. Default 1. */
      readonly sharpness?: number | undefined;
    };

export interface WeightedOptions {
  /** Default `fixed`. */
  readonly weights?: Weighting | undefined;
  /** Default: the names of the members, `weighted(sma-cross, rsi-reversion)`. */
  readonly name?: string | undefined;
}

const where = 'weighted';

/**
 * An ensemble whose signal is the weighted mean of its members' stances: sum(weight * stance) / sum(weight), over the
 * members that have a say. A member's stance is its last signal that was not NaN, 0 where there was none yet.
 *
 * - Before its warm-up a member abstains, and the weights of the others carry the signal alone. With `inverse-volatility`
 *   it abstains `lookback` bars more, until its volatility is known.
 * - `fixed`: the given weights.
 * - `inverse-volatility`: each given weight divided by the volatility of the member's stance * return.
 * - `performance-decayed`: each given weight times e^(sharpness * z), z = how surely the member earned of late.
 *
 * Both use the stance held BEFORE each return. The run answers on every bar from the earliest warm-up of a member on;
 * its columns are those of its members, `sma-cross.fast`, and `stance(sma-cross)`, `weight(sma-cross)` as it goes.
 *
 * @throws StrategyError INVALID_MEMBERS, INVALID_WEIGHT, INVALID_OPTION; from a run MEMBER_PATH_DEPENDENT for members
 *   with manage, plan, orders, onFill or onOrder and for classes that read the account or trade by name,
 *   SIGNAL_OUT_OF_RANGE
 * @example
 * const members = [{ strategy: smaCross(), weight: 3 }, { strategy: rsiReversion(), weight: 1 }];
 * weighted(members).name // => 'weighted(sma-cross, rsi-reversion)'
 * weighted(members, { weights: { by: 'inverse-volatility', lookback: 1 } }) // => throws INVALID_OPTION
 */
export function weighted(members: readonly WeightedMember[], options: WeightedOptions = {}): Strategy {
  checkMembers(members);
  checkNames(where, options, ['weights', 'name']);
  const strategies = members.map(({ strategy }) => strategy);
  const given = members.map(({ weight = 1 }) => weight);
  const weighting = resolve(options.weights ?? 'fixed');
  const names = memberNames(strategies);
  const name = options.name ?? `weighted(${names.join(', ')})`;
  return {
    name,
    params: {
      members: strategies.map((strategy, k) => ({ ...describeMember(strategy), weight: given[k] })),
      weights: weighting,
    },
    codeHash: combinedHash('weighted', 1, strategies),
    over: (bars, once) =>
      new SequentialRun(
        new WeightedMean(name, bars, independentMembers(names, strategies, bars, once), weightsOf(weighting, given)),
      ),
  };
}

class WeightedMean implements BarStepper {
  readonly name: string;
  readonly warmup: number;
  readonly #members: readonly IndependentMember[];
  readonly #weights: MemberWeights;
  readonly #close: Float64Array;
  readonly #held: Float64Array;
  readonly #now: Float64Array;
  readonly #stances: readonly Float64Array[];
  readonly #shares: readonly Float64Array[];

  constructor(name: string, bars: BarSeries, members: readonly IndependentMember[], weights: MemberWeights) {
    const column = (): Float64Array => new Float64Array(bars.length).fill(NaN);
    this.name = name;
    this.warmup = Math.min(...members.map(({ run }) => run.warmup)) + weights.lookback;
    this.#members = members;
    this.#weights = weights;
    this.#close = bars.close;
    this.#held = new Float64Array(members.length).fill(NaN);
    this.#now = new Float64Array(members.length);
    this.#stances = members.map(column);
    this.#shares = members.map(column);
  }

  get columns(): Columns {
    const own: Record<string, Float64Array> = {};
    this.#members.forEach(({ name }, k) => {
      own[`stance(${name})`] = this.#stances[k];
      own[`weight(${name})`] = this.#shares[k];
    });
    return { ...memberColumns(this.#members), ...own };
  }

  get warnings(): readonly RunWarning[] {
    return memberWarnings(this.#members);
  }

  step(i: number): number {
    const members = this.#members;
    const held = this.#held;
    const now = this.#now;
    this.#weights.update(held, changeOf(this.#close, i));
    for (let k = 0; k < members.length; k++) {
      members[k].hear(i);
      this.#stances[k][i] = held[k] = members[k].stance;
    }
    this.#weights.write(now);
    let total = 0;
    for (let k = 0; k < held.length; k++) {
      if (held[k] !== held[k] || now[k] !== now[k]) now[k] = 0; // abstains
      total += now[k];
    }
    if (!(total > 0)) return NaN;
    let mean = 0;
    for (let k = 0; k < held.length; k++) {
      const share = (this.#shares[k][i] = now[k] / total);
      if (share > 0) mean += share * held[k];
    }
    return Math.max(-1, Math.min(1, mean)); // shares may sum to a last bit more than 1
  }

  stop(): void {
    for (const member of this.#members) member.stop();
  }
}

/** Of the close, as a fraction; 0 where there is none to compare with. */
function changeOf(close: Float64Array, i: number): number {
  const change = i === 0 ? 0 : close[i] / close[i - 1] - 1;
  return Number.isFinite(change) ? change : 0;
}

type Resolved =
  | { readonly by: 'fixed' }
  | { readonly by: 'inverse-volatility'; readonly lookback: number; readonly floor: number }
  | { readonly by: 'performance-decayed'; readonly halfLife: number; readonly sharpness: number };

function resolve(weights: Weighting): Resolved {
  const full = typeof weights === 'string' ? { by: weights } : weights;
  checkNames(where, full, ['by', 'lookback', 'floor', 'halfLife', 'sharpness']);
  checkChoice(where, 'weights', full.by, ['fixed', 'inverse-volatility', 'performance-decayed']);
  if (full.by === 'inverse-volatility') {
    checkNames(where, full, ['by', 'lookback', 'floor']);
    const { by, lookback = 60, floor = 0.1 } = full as Extract<Weighting, { by: 'inverse-volatility' }>;
    checkBars(where, 'lookback', lookback, 2);
    checkWithin(where, 'floor', floor, 0, 1);
    return { by, lookback, floor };
  }
  if (full.by === 'performance-decayed') {
    checkNames(where, full, ['by', 'halfLife', 'sharpness']);
    const { by, halfLife = 60, sharpness = 1 } = full as Extract<Weighting, { by: 'performance-decayed' }>;
    checkWithin(where, 'halfLife', halfLife, 0, Infinity);
    checkWithin(where, 'sharpness', sharpness, 0, 50);
    return { by, halfLife, sharpness };
  }
  checkNames(where, full, ['by']);
  return { by: 'fixed' };
}

function weightsOf(weighting: Resolved, given: readonly number[]): MemberWeights {
  switch (weighting.by) {
    case 'fixed':
      return new FixedWeights(given);
    case 'inverse-volatility':
      return new InverseVolatility(given, weighting.lookback, weighting.floor);
    case 'performance-decayed':
      return new PerformanceDecayed(given, weighting.halfLife, weighting.sharpness);
  }
}

function checkMembers(members: readonly WeightedMember[]): void {
  const fix = 'give [{ strategy: smaCross(), weight: 0.7 }, …]';
  if (!Array.isArray(members) || members.length === 0)
    throw new StrategyError('INVALID_MEMBERS', { what: 'there are no members', where, fix });
  members.forEach((member: WeightedMember | undefined, k) => {
    const at = `${where}, member ${k + 1}`;
    if (!isStrategy(member?.strategy))
      throw new StrategyError('INVALID_MEMBERS', { what: 'it has no strategy', where: at, fix });
    checkNames(at, member, ['strategy', 'weight']);
    const { weight = 1, strategy } = member!;
    if (typeof weight === 'number' && weight > 0 && weight < Infinity) return;
    const what = `the weight of ${strategy.name} is ${String(weight)}`;
    throw new StrategyError('INVALID_WEIGHT', {
      what,
      where: at,
      fix: 'give a number above 0; leave out who has no say',
    });
  });
}
