import type { BarSeries, Columns, Once, RunWarning, SignalRun, Strategy } from '@tidemark/core-market';
import { hashJson } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';

/** One strategy inside another: its run, and the stance it holds. */
export class Member {
  /** Unique among the members: `sma-cross`, `sma-cross#2`. */
  readonly name: string;
  readonly run: SignalRun;
  /** The last signal that was not NaN, 0 where there was none yet; NaN before the warm-up: it abstains. */
  stance = NaN;

  constructor(name: string, strategy: Strategy, series: BarSeries, once?: Once) {
    this.name = name;
    this.run = strategy.over(series, once);
  }

  /**
   * Bar `i` has closed: call it once per bar, in order.
   *
   * @returns what the member says, NaN where it keeps its stance or is warming up
   * @throws StrategyError SIGNAL_OUT_OF_RANGE
   */
  hear(i: number): number {
    if (i < this.run.warmup) return NaN;
    const signal = this.run.signal(i);
    if (Number.isNaN(signal)) {
      if (Number.isNaN(this.stance)) this.stance = 0;
      return signal;
    }
    if (!(signal >= -1 && signal <= 1)) throw outOfRange(this.name, signal, i);
    return (this.stance = signal === 0 ? 0 : signal); // -0 is 0
  }
}

function outOfRange(name: string, signal: unknown, i: number): StrategyError {
  return new StrategyError('SIGNAL_OUT_OF_RANGE', {
    what: `the signal of ${name} is ${String(signal)}`,
    where: `bar ${i}`,
    fix: 'answer a number in [-1, 1]: 1 fully long, -1 fully short, 0 flat, NaN keep',
  });
}

/**
 * Names that tell members apart.
 *
 * @example memberNames([{ name: 'dip' }, { name: 'dip' }, { name: 'cross' }]) // => ['dip', 'dip#2', 'cross']
 */
export function memberNames(strategies: readonly { readonly name: string }[]): string[] {
  const seen = new Map<string, number>();
  return strategies.map(({ name }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

/** True for what has a name and runs over bars. */
export function isStrategy(value: unknown): value is Strategy {
  const { name, over } = Object(value) as Partial<Strategy>;
  return typeof name === 'string' && typeof over === 'function';
}

/** What a manifest says of a member. */
export function describeMember({ name, params }: Strategy): { readonly name: string; readonly params: unknown } {
  return { name, params: params ?? {} };
}

/**
 * The hash of strategies that make up another one: of what it is, and of their own hashes.
 *
 * @param kind `weighted`
 * @param revision raised by whoever changes what the combination decides
 */
export function combinedHash(kind: string, revision: number, members: readonly Strategy[]): string {
  return hashJson({ kind, revision, members: members.map(hashOf) });
}

function hashOf(strategy: Strategy): string {
  return strategy.code?.codeHash ?? strategy.codeHash ?? hashJson(String(Reflect.get(strategy, 'over')));
}

/** The columns of all members, each under its member's name: `sma-cross.fast`. */
export function memberColumns(members: readonly Member[]): Columns {
  const columns: Record<string, Float64Array> = {};
  for (const { name, run } of members) Object.assign(columns, underName(name, run.columns));
  return columns;
}

/** @example Object.keys(underName('dip', { rsi: new Float64Array(0) })) // => ['dip.rsi'] */
export function underName(name: string, columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).map(([column, values]) => [`${name}.${column}`, values]));
}

export function memberWarnings(members: readonly Member[]): RunWarning[] {
  return members.flatMap(({ run }) => run.warnings ?? []);
}
