import { exactIndex, type BarSeries } from '@tidemark/core-market';
import { DataError } from '../error.ts';

const DAY = 86_400_000;

/** One contract of a future. */
export interface ContractBars {
  /** With `extra.openInterest` where the roll follows it. */
  readonly bars: BarSeries;
  /** Epoch ms: the last moment at which it trades. */
  readonly expiry?: number | undefined;
  /** Epoch ms: the moment from which the next contract is used, where rolls follow dates. */
  readonly rollAt?: number | undefined;
}

/**
 * When to go over to the next contract: at `rollAt` or so many days before `expiry`; or on the bar after the one on
 * whose close the next contract had more volume or open interest (`bars` times in a row, 1 by default), at the latest
 * after the last bar of the old one.
 */
export type RollRule =
  | { readonly by: 'date'; readonly daysBefore?: number | undefined }
  | { readonly by: 'volume' | 'openInterest'; readonly bars?: number | undefined };

/** A change from one contract to the next. */
export interface Roll {
  /** Bars that open at or after this moment, epoch ms, are of the new contract. */
  readonly time: number;
  /** Places in the list of contracts, from 0. */
  readonly from: number;
  readonly to: number;
  /** The closes of both on their last common bar before the roll. */
  readonly fromClose: number;
  readonly toClose: number;
}

/**
 * The rolls from the first contract to the last, each later than the one before.
 *
 * @throws DataError NO_CONTRACTS, CONTRACTS_UNORDERED, TIMEFRAMES_DIFFER, NO_OVERLAP, OPEN_INTEREST_MISSING,
 *   ROLL_NOT_SAID, INVALID_WINDOW
 */
export function findRolls(contracts: readonly ContractBars[], rule: RollRule): Roll[] {
  checkContracts(contracts);
  const rolls: Roll[] = [];
  let after = -Infinity;
  for (let from = 0; from + 1 < contracts.length; from++) {
    const pair = commonBars(contracts[from].bars, contracts[from + 1].bars);
    const time = rule.by === 'date' ? dateOf(contracts[from], rule.daysBefore) : crossing(pair, rule, after);
    if (!(time > after)) {
      const what = `the roll of ${moment(time)} is not after the one before, ${moment(after)}`;
      throw new DataError('CONTRACTS_UNORDERED', { what, where: pair.from.symbol, fix: 'list contracts by expiry' });
    }
    rolls.push({ time, from, to: from + 1, ...closesBefore(pair, time) });
    after = time;
  }
  return rolls;
}

/** Two contracts and the bars that both have. */
interface Pair {
  readonly from: BarSeries;
  readonly to: BarSeries;
  /** Index into `to` of each bar of `from`, -1 where it has none. */
  readonly index: Int32Array;
}

function commonBars(from: BarSeries, to: BarSeries): Pair {
  const index = exactIndex(from.time, to.time);
  if (!index.some((at) => at >= 0)) {
    const what = `${from.symbol} and ${to.symbol} have no common bar`;
    throw new DataError('NO_OVERLAP', { what, where: to.symbol, fix: 'load the contracts from before the roll on' });
  }
  return { from, to, index };
}

function dateOf({ bars, expiry, rollAt }: ContractBars, daysBefore = 0): number {
  if (rollAt !== undefined) return rollAt;
  if (expiry !== undefined) return expiry - daysBefore * DAY;
  const what = 'nothing says when to roll';
  throw new DataError('ROLL_NOT_SAID', { what, where: bars.symbol, fix: 'give the contract rollAt, or expiry' });
}

/** The bar after the new contract was ahead for the last time that was asked for. */
function crossing(
  { from, to, index }: Pair,
  { by, bars = 1 }: Exclude<RollRule, { by: 'date' }>,
  after: number,
): number {
  if (!(Number.isInteger(bars) && bars > 0)) {
    const fix = 'give a whole number of bars, at least 1';
    throw new DataError('INVALID_WINDOW', { what: `the roll waits for ${bars} bars`, fix });
  }
  const [old, next] = [activity(from, by), activity(to, by)];
  let ahead = 0;
  for (let i = 0; i + 1 < from.length; i++) {
    if (from.time[i] < after || index[i] < 0) continue;
    ahead = next[index[i]] > old[i] ? ahead + 1 : 0;
    if (ahead >= bars) return from.time[i + 1];
  }
  const last = from.time[from.length - 1];
  return to.time.find((time) => time > last) ?? Infinity;
}

function activity({ volume, extra, symbol }: BarSeries, by: 'volume' | 'openInterest'): Float64Array {
  if (by === 'volume') return volume;
  if (extra.openInterest !== undefined) return extra.openInterest;
  const what = 'there is no extra column openInterest';
  throw new DataError('OPEN_INTEREST_MISSING', {
    what,
    where: symbol,
    fix: 'read it with the bars, or roll by volume',
  });
}

function closesBefore({ from, to, index }: Pair, time: number): { fromClose: number; toClose: number } {
  for (let i = from.length - 1; i >= 0; i--) {
    if (from.time[i] < time && index[i] >= 0) return { fromClose: from.close[i], toClose: to.close[index[i]] };
  }
  const what = `${from.symbol} and ${to.symbol} have no common bar before the roll of ${moment(time)}`;
  throw new DataError('NO_OVERLAP', { what, where: to.symbol, fix: 'load the next contract from before the roll on' });
}

function checkContracts(contracts: readonly ContractBars[]): void {
  const [first] = contracts;
  if (first === undefined)
    throw new DataError('NO_CONTRACTS', { what: 'there is no contract', fix: 'give at least one' });
  for (const { bars } of contracts) {
    if (
      bars.timeframe === first.bars.timeframe &&
      (bars.closeTime === undefined) === (first.bars.closeTime === undefined)
    )
      continue;
    const what = `the bars are ${bars.timeframe}, those of ${first.bars.symbol} ${first.bars.timeframe}`;
    const fix = 'give contracts of one timeframe, with close times in all of them or none';
    throw new DataError('TIMEFRAMES_DIFFER', { what, where: bars.symbol, fix });
  }
}

function moment(time: number): string {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : 'never';
}
