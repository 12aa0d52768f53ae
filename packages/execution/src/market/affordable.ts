import { roundToLot, type Instrument } from '@tidemark/core-market';
import type { CommissionModel, Liquidity } from './commission.ts';
import { cashMargin, type MarginModel } from './margin.ts';

/** Sums of money that agree to this share of the equity count as equal. */
const DUST = 1e-12;

/**
 * How many of `units` more the account can carry: the initial margin of the whole position and the commission at most
 * the equity, less what the other instruments bind. BAR-SEMANTICS rule 12.
 *
 * @param units wanted, signed: away from zero
 * @param price of the fill: what is held of the instrument is valued at it
 * @param cash cash, with the value of the positions in other instruments where there are some: the equity without this
 *   instrument's position
 * @param held units after the part of the order that closed: 0, or of the order's sign
 * @param margin left out: exposure at most equity
 * @param bound money: the initial margin of the positions in other instruments
 * @returns `units` itself where all of it is affordable; otherwise the largest affordable quantity, rounded toward
 *   zero to the lot
 */
export function affordableUnits(
  units: number,
  price: number,
  cash: number,
  held: number,
  commission: CommissionModel,
  instrument: Instrument,
  margin: MarginModel = cashMargin,
  bound = 0,
  liquidity: Liquidity = 'taker',
): number {
  const { multiplier } = instrument;
  const equity = cash + held * price * multiplier;
  const free = equity - bound;
  const need =
    margin.initial(held + units, price, instrument) +
    commission.commission(Math.abs(units), price, multiplier, liquidity);
  // Not `shortage > dust`: one that is no number is a fault of a model, which the equity check finds.
  if (!(need - free > DUST * Math.abs(equity))) return units;
  return largest(units, price, free, DUST * Math.abs(equity), held, commission, instrument, margin, liquidity);
}

/** A function of its own: what a closure holds is allocated when its function starts, whether it is needed or not. */
function largest(
  units: number,
  price: number,
  free: number,
  dust: number,
  held: number,
  commission: CommissionModel,
  instrument: Instrument,
  margin: MarginModel,
  liquidity: Liquidity,
): number {
  const side = Math.sign(units);
  const needs = (size: number): number =>
    margin.initial(held + side * size, price, instrument) +
    commission.commission(size, price, instrument.multiplier, liquidity);
  let low = 0;
  // A unit never binds less than one alone: no more than this fit in.
  const room = (free - margin.initial(held, price, instrument)) / margin.initial(side, price, instrument);
  let high = Math.min(Math.abs(units), room);
  if (needs(high) <= free) low = high; // no commission
  for (let step = 0; step < 100 && high - low > high * Number.EPSILON; step++) {
    const middle = (low + high) / 2;
    if (needs(middle) <= free) low = middle;
    else high = middle;
  }
  const size = roundToLot(instrument, low);
  return size > 0 && needs(size) <= free + dust ? side * size : 0;
}
