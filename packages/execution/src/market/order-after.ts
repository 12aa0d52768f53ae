import { roundToLot, roundToTick, type Instrument, type OrderRequest } from '@tidemark/core-market';
import type { CorporateAction, Dividend, Split } from './corporate-actions.ts';

/** The terms of an order that a corporate action may change. */
export interface OrderTerms extends Pick<OrderRequest, 'limitPrice' | 'stopPrice' | 'trail'> {
  /** Units, signed. */
  readonly quantity: number;
  /** Units, signed: what has filled so far. */
  readonly filledQuantity: number;
}

/** An open order, with its quantity in units. */
export interface OrderInUnits extends Omit<OrderRequest, 'quantity'> {
  /** Units, signed. */
  readonly quantity: number;
  readonly filledQuantity?: number | undefined;
}

/** How open orders follow corporate actions. */
export interface OrderActionOptions {
  /** Lower what a dividend would trigger (default), or keep every price: "do not reduce". */
  readonly dividends?: 'lower' | 'keep' | undefined;
  /** Adjust an order to fewer and dearer units (default), or cancel it, as FINRA has it. */
  readonly reverseSplits?: 'adjust' | 'cancel' | undefined;
}

/**
 * The terms of an open order after a corporate action. A split multiplies its units and divides its prices. A dividend
 * lowers the prices at which a falling market would fill it, because the price falls by the dividend and nothing has
 * happened: limits to buy and stops to sell, with their limits, that are good till cancelled or till a date. Limits to
 * sell and stops to buy stay.
 *
 * Quantities round toward zero to the lot; prices to the tick: limits never beyond what was asked for, lowered prices
 * down. A dividend of less than a tick changes nothing.
 *
 * @returns undefined where nothing is left of the order: cancel it
 * @see FINRA rule 5330, Adjustment of Orders
 * @example
 * const share = { symbol: 'X', currency: 'USD', multiplier: 1, tickSize: 0.01, lotSize: 1 };
 * const order = { type: 'limit', quantity: 10, limitPrice: 90 };
 * const split = orderAfter({ kind: 'split', symbol: 'X', time: 0, ratio: 4 }, order, share);
 * [split.quantity, split.limitPrice] // => [40, 22.5]
 * orderAfter({ kind: 'dividend', symbol: 'X', time: 0, amount: 0.5 }, order, share).limitPrice // => 89.5
 */
export function orderAfter(
  action: CorporateAction,
  order: OrderInUnits,
  instrument: Instrument,
  options: OrderActionOptions = {},
): OrderTerms | undefined {
  const { quantity, filledQuantity = 0, limitPrice, stopPrice, trail } = order;
  const terms = { quantity, filledQuantity, limitPrice, stopPrice, trail };
  if (action.kind === 'split') {
    return options.reverseSplits === 'cancel' && action.ratio < 1 ? undefined : split(action, terms, instrument);
  }
  return options.dividends !== 'keep' && falls(order) ? lower(action, terms, instrument) : terms;
}

function split({ ratio }: Split, terms: OrderTerms, instrument: Instrument): OrderTerms | undefined {
  const { quantity, filledQuantity, limitPrice, stopPrice, trail } = terms;
  const rest = roundToLot(instrument, (quantity - filledQuantity) * ratio);
  if (rest === 0) return undefined;
  const filled = filledQuantity * ratio;
  return {
    quantity: filled + rest,
    filledQuantity: filled,
    limitPrice: limitPrice && roundToTick(instrument, limitPrice / ratio, quantity > 0 ? 'down' : 'up'),
    stopPrice: stopPrice && roundToTick(instrument, stopPrice / ratio),
    trail: trail && 'amount' in trail ? { amount: trail.amount / ratio } : trail,
  };
}

/** An order that outlives the day, and that a lower price would fill. */
function falls({ type, quantity, timeInForce = 'GTC' }: OrderInUnits): boolean {
  if (type === 'market' || (timeInForce !== 'GTC' && timeInForce !== 'GTD')) return false;
  return quantity > 0 ? type === 'limit' : type !== 'limit';
}

function lower({ amount }: Dividend, terms: OrderTerms, instrument: Instrument): OrderTerms | undefined {
  const { limitPrice, stopPrice } = terms;
  if (amount < (instrument.tickSize ?? 0)) return terms;
  const lowered = (price: number | undefined): number | undefined =>
    price === undefined ? undefined : roundToTick(instrument, price - amount, 'down');
  const after = { ...terms, limitPrice: lowered(limitPrice), stopPrice: lowered(stopPrice) };
  return (after.limitPrice ?? 1) > 0 && (after.stopPrice ?? 1) > 0 ? after : undefined;
}
