import { roundToLot, type Instrument } from '@tidemark/core-market';
import type { CommissionModel } from './commission.ts';

/** Sums of money that agree to this share of the equity count as equal. */
const DUST = 1e-12;

/**
 * How many of `units` more the account can carry: exposure at most equity, after commission. BAR-SEMANTICS rule 12 and
 * the margin of `tidemark-1`: short proceeds are not spendable.
 *
 * @param units wanted, signed: away from zero
 * @param held units after the part of the order that closed: 0, or of the order's sign
 * @returns `units` itself where all of it is affordable; otherwise the largest affordable quantity, rounded toward
 *   zero to the lot
 */
export function affordableUnits(
  units: number,
  price: number,
  cash: number,
  held: number,
  model: CommissionModel,
  instrument: Instrument,
): number {
  const { multiplier } = instrument;
  const unitValue = Math.abs(price) * multiplier;
  const equity = cash + held * price * multiplier;
  const free = equity - Math.abs(held) * unitValue;
  const dust = DUST * Math.abs(equity);
  const wanted = Math.abs(units);
  // Not `shortage > dust`: one that is no number is a fault of a model, which the equity check finds.
  if (!(cost(wanted, price, multiplier, model) - free > dust)) return units;

  let low = 0;
  let high = Math.min(wanted, free / unitValue);
  if (cost(high, price, multiplier, model) <= free) low = high; // no commission
  for (let step = 0; step < 100 && high - low > high * Number.EPSILON; step++) {
    const middle = (low + high) / 2;
    if (cost(middle, price, multiplier, model) <= free) low = middle;
    else high = middle;
  }
  const size = roundToLot(instrument, low);
  return size > 0 && cost(size, price, multiplier, model) <= free + dust ? Math.sign(units) * size : 0;
}

/** Equity that `size` units bind or use up: their value and their commission. */
function cost(size: number, price: number, multiplier: number, model: CommissionModel): number {
  return size * Math.abs(price) * multiplier + model.commission(size, price, multiplier);
}
