import { ExecutionError } from '../error.ts';
import { assertAmounts } from './assert-parameters.ts';
import { callName } from './call-name.ts';
import { assertRate, boundsOf, type CommissionBounds, type CommissionModel } from './commission.ts';

/** A step of a price list by traded value. */
export interface ValueTier {
  /** Money: where the tier ends; left out of the last. */
  readonly upTo?: number | undefined;
  /** Fraction of the traded value within the tier: 0.001 is 10 bps. */
  readonly rate: number;
}

/** A step of a price list by units. */
export interface UnitTier {
  /** Units: where the tier ends; left out of the last. */
  readonly upTo?: number | undefined;
  /** Money per unit within the tier. */
  readonly perUnit: number;
}

const MODEL = 'tieredCommission';

/**
 * A price list with steps, as an income tax has them: each part of a fill pays the rate of the tier it lies in. The
 * tiers count within the one fill; those of a broker that counts a month's volume need the account's past, which a
 * model of one fill does not know: give the rate of the tier that the account is in.
 *
 * @param tiers ascending: all by value with a `rate`, or all by units with `perUnit`
 * @throws ExecutionError INVALID_COMMISSION for tiers that mix, do not ascend or end, and as `commission`
 * @example
 * const model = tieredCommission([{ upTo: 10_000, rate: 0.002 }, { rate: 0.001 }]);
 * model.commission(300, 50, 1) // => 25
 */
export function tieredCommission(
  tiers: readonly ValueTier[] | readonly UnitTier[],
  bounds: CommissionBounds = {},
): CommissionModel {
  const byValue = 'rate' in (tiers[0] ?? {});
  const prices = tiers.map((tier, i) => priceOf(tier, byValue, `${MODEL}, tier ${i + 1}`));
  const ends = endsOf(tiers);
  const bounded = boundsOf(MODEL, bounds);
  return {
    name: callName(MODEL, tiers, Object.keys(bounds).length > 0 ? bounds : undefined),
    commission: (quantity, price, multiplier) => {
      const value = quantity * Math.abs(price) * multiplier;
      const size = byValue ? value : quantity;
      let money = 0;
      let start = 0;
      for (let i = 0; i < ends.length && size > start; i++) {
        money += (Math.min(size, ends[i]) - start) * prices[i];
        start = ends[i];
      }
      return bounded(money, value);
    },
  };
}

/** The rate of a tier, or its money per unit. */
function priceOf(tier: ValueTier | UnitTier, byValue: boolean, where: string): number {
  const price: unknown = Reflect.get(tier, byValue ? 'rate' : 'perUnit');
  const other: unknown = Reflect.get(tier, byValue ? 'perUnit' : 'rate');
  if (typeof price !== 'number' || other !== undefined) {
    const fix = 'give every tier a rate, or every tier a perUnit';
    throw new ExecutionError('INVALID_COMMISSION', { what: 'the tiers are not of one kind', where, fix });
  }
  if (byValue) assertRate(where, 'rate', price);
  assertAmounts('INVALID_COMMISSION', where, byValue ? { rate: price } : { perUnit: price });
  return price;
}

/** Where each tier ends: ascending, the last one nowhere. */
function endsOf(tiers: readonly (ValueTier | UnitTier)[]): readonly number[] {
  const ends = tiers.map(({ upTo = Infinity }) => upTo);
  const wrong = ends.findIndex((end, i) => !(end > (ends[i - 1] ?? 0)));
  const refuse = (what: string, fix: string): ExecutionError =>
    new ExecutionError('INVALID_COMMISSION', { what, where: MODEL, fix });
  if (wrong >= 0) {
    const what = `tier ${wrong + 1} ends at ${ends[wrong]}, the one before it at ${ends[wrong - 1] ?? 0}`;
    throw refuse(what, 'let the ends ascend, and leave upTo out of the last tier alone');
  }
  if (ends.at(-1) === Infinity) return ends;
  const what = tiers.length === 0 ? 'there are no tiers' : `the last tier ends at ${ends.at(-1)}`;
  throw refuse(what, 'end with a tier that has no upTo: it holds for all that is more');
}
