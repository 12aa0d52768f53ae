import { ExecutionError } from '../error.ts';
import { backtest } from './engine.ts';
import type { BacktestOptions } from './options.ts';
import type { BacktestBars } from './run-data.ts';
import { SleevesResult, type Sleeve } from './sleeves-result.ts';

/**
 * A part of the capital with a strategy of its own. What it does not say is as in the options that all sleeves share;
 * there is no `capital`, because that is its `share`.
 */
export interface SleeveOptions extends Omit<BacktestOptions, 'capital'> {
  /** Fraction of the capital: 0.2 is 20 %. */
  readonly share: number;
  /** Default: the strategy's, numbered where another sleeve has it too. */
  readonly name?: string | undefined;
  /** Default: the bars that all sleeves share. */
  readonly bars?: BacktestBars | undefined;
}

/** Several strategies, each with its part of the capital; the options of a backtest hold for all of them. */
export interface SleevesOptions extends Omit<BacktestOptions, 'strategy' | 'portfolio' | 'checkpoint' | 'resume'> {
  readonly sleeves: readonly SleeveOptions[];
}

/** Sums of fractions that miss 1 by less are 1. */
const DUST = 1e-9;

/**
 * Runs several strategies side by side, each with its own part of the capital in an account of its own: no sleeve can
 * spend, lose or borrow what another one has, and capital never moves between them. What no sleeve has stays cash.
 *
 * @param bars for every sleeve that brings none of its own
 * @param options capital and sleeves, and the options of a backtest that they share
 * @returns the result of each sleeve, and of all together
 * @throws ExecutionError NO_SLEEVES, INVALID_SHARE (20 for 20 %, or more than the whole), DUPLICATE_SLEEVE,
 *   SLEEVE_CAPITAL, SLEEVE_CHECKPOINT, MIXED_CURRENCIES, and what `backtest` throws
 * @example
 * const time = Float64Array.of(0, 60_000, 120_000);
 * const price = Float64Array.of(10, 20, 40);
 * const bars = { symbol: 'X', instrument: { symbol: 'X', currency: 'USD', multiplier: 1 }, timeframe: '1m', adjustment: 'none',
 *   length: 3, time, open: price, high: price, low: price, close: price, volume: price };
 * const always = (signal) => ({ name: 'always', over: () => ({ columns: {}, warmup: 0, signal: () => signal }) });
 * const sleeves = [{ strategy: always(1), share: 0.5 }, { strategy: always(0), share: 0.25 }];
 * const result = backtestSleeves(bars, { capital: 1_000, sleeves, sizer: { name: 'ten', quantity: () => 10 } });
 * result.equity.equity // => [1000, 1000, 1200]
 * result.sleeves.map(({ name, capital }) => [name, capital]) // => [['always', 500], ['always 2', 250]]
 */
export function backtestSleeves(bars: BacktestBars, options: SleevesOptions): SleevesResult {
  const { sleeves, capital = 10_000, ...shared } = options;
  checkSleeves(sleeves);
  for (const name of ['checkpoint', 'resume']) {
    if (name in shared)
      refuse('SLEEVE_CHECKPOINT', `there is a ${name} for all sleeves`, `give each sleeve its ${name}`);
  }
  const names = namesOf(sleeves);
  const made = sleeves.map(({ share, name: _name, bars: own = bars, ...more }, k): Sleeve => {
    const money = capital * share;
    const result = backtest(own, { ...shared, ...more, capital: money });
    return { name: names[k], share, capital: money, result };
  });
  return new SleevesResult(capital, made);
}

function refuse(code: string, what: string, fix: string): never {
  throw new ExecutionError(code, { what, where: 'backtestSleeves', fix });
}

function checkSleeves(sleeves: readonly SleeveOptions[]): void {
  const example = '[{ strategy: trend(), share: 0.6 }, { strategy: dip(), share: 0.4 }]';
  if (!Array.isArray(sleeves) || sleeves.length === 0) refuse('NO_SLEEVES', 'there are no sleeves', `give ${example}`);
  let sum = 0;
  for (const [k, sleeve] of sleeves.entries()) {
    const { share } = sleeve;
    if (!(share > 0 && share <= 1)) {
      const percent = share > 1 && share <= 100 ? `: ${share} % is ${share / 100}` : '';
      refuse('INVALID_SHARE', `the share of sleeve ${k} is ${share}`, `give a fraction above 0, at most 1${percent}`);
    }
    if ('capital' in sleeve) refuse('SLEEVE_CAPITAL', `sleeve ${k} has a capital`, 'give its share of the capital');
    sum += share;
  }
  const fix = 'give shares of at most 1 together: nothing is borrowed, and what is left over stays cash';
  if (sum > 1 + DUST) refuse('INVALID_SHARE', `the shares are ${sum} together`, fix);
}

/** A name for each sleeve: its own, or its strategy's with a number where that is taken. */
function namesOf(sleeves: readonly SleeveOptions[]): string[] {
  const taken = new Set<string>();
  for (const { name } of sleeves) {
    if (name === undefined) continue;
    if (taken.has(name)) refuse('DUPLICATE_SLEEVE', `two sleeves are called ${name}`, 'give each a name of its own');
    taken.add(name);
  }
  return sleeves.map(({ name, strategy, portfolio }, k) => {
    if (name !== undefined) return name;
    const base = (portfolio ?? strategy)?.name ?? `sleeve ${k}`;
    let free = base;
    for (let number = 2; taken.has(free); number++) free = `${base} ${number}`;
    taken.add(free);
    return free;
  });
}
