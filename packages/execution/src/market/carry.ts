import type { Instrument } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';

/**
 * What holding costs, or brings, while time passes: borrow fees, funding, interest. BAR-SEMANTICS rule 1a and trap 23.
 *
 * Who asks does so before orders meet a bar, for the time from the open of the bar before to the open of this one, with
 * what was held over it. So a position that opens at the open of a bar pays from that open on, and one that closes
 * there pays up to it. Spans join without gap: a charge for [a, c) is that for [a, b) and that for [b, c).
 */
export interface CarryModel {
  /** The call that makes it: `borrowFee(0.03)`. */
  readonly name: string;
  /** What it depends on: it is asked for each position, or once for the account's cash. */
  readonly on: 'position' | 'cash';
  /**
   * Money to take from cash for holding over [from, to); negative where it is received.
   *
   * @param quantity units held over the span, signed; 0 for a model on cash
   * @param price the last one known; no matter for a model on cash
   * @param cash of the account; no matter for a model on positions
   * @param from epoch ms
   * @param to epoch ms, at least `from`
   */
  charge(quantity: number, price: number, cash: number, from: number, to: number, instrument: Instrument): number;
}

/** Days that a year of interest has: 365, or 360 as the money market counts it. */
export type YearDays = 360 | 365;

const DAY = 86_400_000;

/**
 * The milliseconds of such a year: a span over them is actual days over 365 or 360.
 *
 * @param where the model
 * @throws ExecutionError INVALID_CARRY
 * @example yearMs(360, 'borrowFee') // => 31104000000
 */
export function yearMs(days: YearDays, where: string): number {
  if (days === 360 || days === 365) return days * DAY;
  throw new ExecutionError('INVALID_CARRY', { what: `days is ${String(days)}`, where, fix: 'give 360 or 365' });
}
