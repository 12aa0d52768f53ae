import { assertFractions } from './assert-parameters.ts';
import { callName } from './call-name.ts';
import { yearMs, type CarryModel, type YearDays } from './carry.ts';

/** Above this an annual rate is taken for a percentage. Shares in such demand need a model of their own. */
const HIGHEST_RATE = 0.99;

/**
 * The fee for borrowed shares: an annual rate on the market value of a short, by the millisecond. Long positions pay
 * nothing. A broker may round the price up, and charge nights instead of time: this does not.
 *
 * @param rate a year: 0.03 is 3 %
 * @param options.days of a year: 365 (default), or 360 as is usual for US shares
 * @throws ExecutionError INVALID_CARRY for a rate that is negative or a percentage
 * @example
 * const share = { symbol: 'X', currency: 'USD', multiplier: 1 };
 * borrowFee(0.0365).charge(-100, 50, 0, 0, 86_400_000, share) // => 0.5
 * borrowFee(0.0365).charge(100, 50, 0, 0, 86_400_000, share) // => 0
 */
export function borrowFee(rate: number, options: { readonly days?: YearDays | undefined } = {}): CarryModel {
  const { days = 365 } = options;
  assertFractions('INVALID_CARRY', 'borrowFee', { rate }, HIGHEST_RATE);
  const year = yearMs(days, 'borrowFee');
  return {
    name: callName('borrowFee', rate, options.days === undefined ? undefined : { days }),
    on: 'position',
    charge: (quantity, price, _cash, from, to, { multiplier }) =>
      quantity < 0 ? -quantity * Math.abs(price) * multiplier * rate * ((to - from) / year) : 0,
  };
}
