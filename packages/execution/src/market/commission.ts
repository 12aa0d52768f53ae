import { ExecutionError } from '../error.ts';
import { assertAmounts, assertFractions } from './assert-parameters.ts';
import { callName } from './call-name.ts';

/** How a fill met the market: resting in the book, as a limit that waited does (`maker`), or taking what was there. */
export type Liquidity = 'maker' | 'taker';

/** What a fill costs. BAR-SEMANTICS rule 13. */
export interface CommissionModel {
  /** The call that makes it: `bps(2)`. */
  readonly name: string;
  /**
   * Money for one fill: what is taken from cash. Negative where a maker is paid a rebate.
   *
   * @param quantity units, unsigned
   * @param price after slippage
   * @param multiplier the instrument's
   * @param liquidity left out: `taker`
   */
  commission(quantity: number, price: number, multiplier: number, liquidity?: Liquidity): number;
}

/** The least and the most that a fill costs. */
export interface CommissionBounds {
  /** Money: the least that a fill costs. */
  readonly minimum?: number | undefined;
  /** The most that a fill costs, also where that is less than the minimum: money, or a fraction of the traded value. */
  readonly maximum?: number | { readonly fraction: number } | undefined;
}

/** The parts of a commission; what is left out is 0. */
export interface CommissionRates extends CommissionBounds {
  /** Fraction of the traded value: 0.001 is 10 bps. */
  readonly rate?: number | undefined;
  /** Money per fill. */
  readonly fixed?: number | undefined;
  /** Money per unit. */
  readonly perUnit?: number | undefined;
}

const CODE = 'INVALID_COMMISSION';
/** A rate of 5 % or more of the traded value is taken for a percentage or for basis points written as a fraction. */
const HIGHEST_RATE = 0.05;

/**
 * min(maximum, max(minimum, fixed + perUnit * units + rate * value)), for each fill: an order that is filled in parts
 * pays what is fixed, and the minimum, for each of them.
 *
 * @throws ExecutionError INVALID_COMMISSION for a negative number, a rate of 5 % or more, a maximum below the minimum
 * @see Interactive Brokers, US stocks, fixed: { perUnit: 0.005, minimum: 1, maximum: { fraction: 0.01 } }; its maximum
 *   goes before its minimum, as here
 * @example
 * commission({ perUnit: 0.005, minimum: 1 }).commission(100, 50, 1) // => 1
 * commission({ perUnit: 0.005, maximum: { fraction: 0.01 } }).commission(1_000, 0.25, 1) // => 2.5
 */
export function commission(rates: CommissionRates): CommissionModel {
  const { rate = 0, fixed = 0, perUnit = 0, minimum = 0, maximum } = rates;
  assertAmounts(CODE, 'commission', { rate, fixed, perUnit, minimum });
  assertRate('commission', 'rate', rate);
  const bounded = boundsOf('commission', { minimum, maximum });
  const given = Object.entries({ rate, fixed, perUnit, minimum, maximum }).filter(([, value]) => value !== 0);
  return {
    name: callName('commission', Object.fromEntries(given)),
    commission: (quantity, price, multiplier) => {
      const value = quantity * Math.abs(price) * multiplier;
      return bounded(fixed + perUnit * quantity + rate * quantity * Math.abs(price) * multiplier, value);
    },
  };
}

/** Checks the bounds and answers what holds money within them. */
export function boundsOf(
  model: string,
  { minimum = 0, maximum }: CommissionBounds,
): (money: number, value: number) => number {
  assertAmounts(CODE, model, { minimum });
  const least = (money: number): number => (money > minimum ? money : minimum);
  if (maximum === undefined) return least;
  if (typeof maximum === 'object') {
    const { fraction } = maximum;
    assertFractions(CODE, `${model}, maximum`, { fraction }, 0.5);
    return (money, value) => Math.min(fraction * value, least(money));
  }
  assertAmounts(CODE, model, { maximum });
  if (maximum < minimum) {
    const what = `the maximum is ${maximum}, the minimum ${minimum}`;
    const fix = 'a maximum that depends on the trade is a fraction of its value: { fraction: 0.01 }';
    throw new ExecutionError(CODE, { what, where: model, fix });
  }
  return (money) => Math.min(maximum, least(money));
}

/** Refuses a rate that is a percentage, or basis points: also one that is paid to the trader. */
export function assertRate(model: string, name: string, rate: number): void {
  if (Math.abs(rate) < HIGHEST_RATE) return;
  const fix = Number.isFinite(rate)
    ? `rates are fractions: ${rate} % is ${rate / 100}, ${rate} bps is bps(${rate})`
    : `give ${name} as a fraction of the traded value: 0.001 is 10 bps`;
  const what = Number.isFinite(rate)
    ? `the ${name} is ${rate}: ${rate * 100} % of the traded value`
    : `the ${name} is ${rate}`;
  throw new ExecutionError(CODE, { what, where: model, fix });
}

/**
 * A commission in basis points of the traded value.
 *
 * @param points 1 is a hundredth of a percent
 * @throws ExecutionError INVALID_COMMISSION
 * @example bps(10).commission(100, 50, 1) // => 5
 */
export function bps(points: number): CommissionModel {
  return { ...commission({ rate: points / 10_000 }), name: `bps(${points})` };
}

/** Nothing. */
export const noCommission: CommissionModel = { name: 'noCommission', commission: () => 0 };
