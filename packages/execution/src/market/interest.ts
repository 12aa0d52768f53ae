import { ExecutionError } from '../error.ts';
import { assertFractions } from './assert-parameters.ts';
import { callName } from './call-name.ts';
import { yearMs, type CarryModel, type YearDays } from './carry.ts';

/** Annual rates: 0.05 is 5 %. */
export interface InterestRates {
  /** Received on cash; negative where a bank takes it. Default 0. */
  readonly credit?: number | undefined;
  /** Paid on cash that is owed. Default: the credit rate, at least 0. */
  readonly debit?: number | undefined;
  /** Days of a year: 365 (default) or 360. */
  readonly days?: YearDays | undefined;
}

/** Above this an annual rate is taken for a percentage. */
const HIGHEST_RATE = 0.99;

/**
 * Simple interest on the account's cash, by the millisecond; what is charged becomes cash, and so bears interest from
 * the next bar on. The cash of a short sale is in the account: where a broker pays nothing on it, give the cash less
 * the value of the shorts.
 *
 * @throws ExecutionError INVALID_CARRY for a rate that is a percentage, or a negative debit rate
 * @example
 * const share = { symbol: 'X', currency: 'USD', multiplier: 1 };
 * const model = cashInterest({ credit: 0.0365, debit: 0.073 });
 * model.charge(0, 50, 10_000, 0, 86_400_000, share) // => -1
 * model.charge(0, 50, -10_000, 0, 86_400_000, share) // => 2
 */
export function cashInterest(rates: InterestRates): CarryModel {
  const { credit = 0, debit = Math.max(0, credit), days = 365 } = rates;
  assertFractions('INVALID_CARRY', 'cashInterest', { debit }, HIGHEST_RATE);
  assertFractions('INVALID_CARRY', 'cashInterest', { credit: credit < 0 ? -credit : credit }, HIGHEST_RATE);
  if (debit < credit) {
    const fix = 'give a debit rate of at least the credit rate: otherwise debt would earn money';
    const what = `credit is ${credit}, debit ${debit}`;
    throw new ExecutionError('INVALID_CARRY', { what, where: 'cashInterest', fix });
  }
  const year = yearMs(days, 'cashInterest');
  return {
    name: callName('cashInterest', rates),
    on: 'cash',
    charge: (_quantity, _price, cash, from, to) => 0 - cash * (cash < 0 ? debit : credit) * ((to - from) / year),
  };
}
