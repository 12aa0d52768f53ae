import { ExecutionError } from '../error.ts';

/** What a fill costs. BAR-SEMANTICS rule 13. */
export interface CommissionModel {
  /** The call that makes it: `bps(2)`. */
  readonly name: string;
  /**
   * Money for one fill, at least 0.
   *
   * @param quantity units, unsigned
   * @param price after slippage
   * @param multiplier the instrument's
   */
  commission(quantity: number, price: number, multiplier: number): number;
}

/** The parts of a commission; what is left out is 0. */
export interface CommissionRates {
  /** Fraction of the traded value: 0.001 is 10 bps. */
  readonly rate?: number | undefined;
  /** Money per fill. */
  readonly fixed?: number | undefined;
  /** Money per unit. */
  readonly perUnit?: number | undefined;
  /** Money: the least that a fill costs. */
  readonly minimum?: number | undefined;
}

/** A rate of 5 % or more of the traded value is taken for a percentage or for basis points written as a fraction. */
const HIGHEST_RATE = 0.05;

/**
 * max(minimum, fixed + perUnit * units + rate * value).
 *
 * @throws ExecutionError INVALID_COMMISSION for a negative number or for a rate of 5 % or more
 * @example commission({ perUnit: 0.005, minimum: 1 }).commission(100, 50, 1) // => 1
 */
export function commission({ rate = 0, fixed = 0, perUnit = 0, minimum = 0 }: CommissionRates): CommissionModel {
  for (const [name, value] of Object.entries({ rate, fixed, perUnit, minimum })) {
    if (value >= 0 && Number.isFinite(value)) continue;
    const fix = `give ${name} as a number that is not negative`;
    throw new ExecutionError('INVALID_COMMISSION', { what: `${name} is ${value}`, where: 'commission', fix });
  }
  if (rate >= HIGHEST_RATE) {
    throw new ExecutionError('INVALID_COMMISSION', {
      what: `the rate is ${rate}: ${rate * 100} % of the traded value`,
      where: 'commission',
      fix: `rates are fractions: ${rate} % is ${rate / 100}, ${rate} bps is bps(${rate})`,
    });
  }
  const given = Object.entries({ rate, fixed, perUnit, minimum }).filter(([, value]) => value !== 0);
  return {
    name: `commission({ ${given.map(([name, value]) => `${name}: ${value}`).join(', ')} })`,
    commission: (quantity, price, multiplier) => {
      const money = fixed + perUnit * quantity + rate * quantity * Math.abs(price) * multiplier;
      return money > minimum ? money : minimum;
    },
  };
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
