import type { BarSeries, Once, RunContext, Strategy } from '@tidemark/core-market';
import { Member } from '../base/member.ts';
import { StrategyError } from '../error.ts';

const HOOKS = ['manage', 'plan', 'orders', 'onFill', 'onOrder'] as const;

/**
 * A member that answers to the bars alone. The account is the ensemble's: a member that looks at it, or trades by name,
 * would take the positions of all members for its own.
 */
export class IndependentMember extends Member {
  #started = false;

  /** @throws StrategyError MEMBER_PATH_DEPENDENT for a run with manage, plan, orders, onFill or onOrder */
  constructor(name: string, strategy: Strategy, series: BarSeries, once?: Once) {
    super(name, strategy, series, once);
    const hook = HOOKS.find((hook) => this.run[hook] !== undefined);
    if (hook !== undefined) throw pathDependent(name, `has ${hook}`);
  }

  /** @throws StrategyError SIGNAL_OUT_OF_RANGE; MEMBER_PATH_DEPENDENT where it asks for its account */
  override hear(i: number): number {
    if (!this.#started && i >= this.run.warmup) this.#start();
    return super.hear(i);
  }

  stop(): void {
    if (this.#started) this.run.stop?.();
  }

  #start(): void {
    this.#started = true;
    this.run.start?.(noAccount(this.name));
  }
}

/** Whatever is read of it, the member has shown that it depends on fills. */
function noAccount(name: string): RunContext {
  return {
    get position(): never {
      throw pathDependent(name, 'reads its position');
    },
    get account(): never {
      throw pathDependent(name, 'reads its account');
    },
    get book(): never {
      throw pathDependent(name, 'trades by name');
    },
  };
}

function pathDependent(name: string, why: string): StrategyError {
  return new StrategyError('MEMBER_PATH_DEPENDENT', {
    what: `${name} ${why}: what it says depends on fills, and in an ensemble these are not its own`,
    where: `member ${name}`,
    fix: 'combine strategies that answer to the bars alone; byRegime takes the others',
  });
}

/** Members over one series, under names of their own. */
export function independentMembers(
  names: readonly string[],
  strategies: readonly Strategy[],
  series: BarSeries,
  once?: Once,
): IndependentMember[] {
  return strategies.map((strategy, k) => new IndependentMember(names[k], strategy, series, once));
}
