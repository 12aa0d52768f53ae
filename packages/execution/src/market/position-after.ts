import { roundToLot, type Instrument, type PositionView } from '@tidemark/core-market';
import type { CorporateAction } from './corporate-actions.ts';

/** What a corporate action leaves of a position. */
export interface PositionAfter {
  /** Units, signed. */
  readonly quantity: number;
  /** NaN while flat. */
  readonly averagePrice: number;
  /** Money into cash; negative where a short pays it. */
  readonly cash: number;
  /** New units that were paid out instead of kept, signed. */
  readonly settled: number;
}

/**
 * A position after a corporate action. A split multiplies its units and divides its average price; a dividend is its
 * units times the amount, paid by shorts.
 *
 * @param options.cashInLieu price of a new unit, such as the last close over the ratio: of a split, the part of a unit
 *   that the instrument's lot does not allow is paid out at it. Left out, it is kept
 * @example
 * const share = { symbol: 'X', currency: 'USD', multiplier: 1, lotSize: 1 };
 * const split = { kind: 'split', symbol: 'X', time: 0, ratio: 1.5 };
 * const after = positionAfter(split, { quantity: 5, averagePrice: 30 }, share, { cashInLieu: 22 });
 * after // => { quantity: 7, averagePrice: 20, cash: 11, settled: 0.5 }
 */
export function positionAfter(
  action: CorporateAction,
  position: Pick<PositionView, 'quantity' | 'averagePrice'>,
  instrument: Instrument,
  options: { readonly cashInLieu?: number | undefined } = {},
): PositionAfter {
  const { quantity, averagePrice } = position;
  const { multiplier, lotSize } = instrument;
  if (action.kind === 'dividend') {
    return { quantity, averagePrice, cash: quantity * action.amount * multiplier + 0, settled: 0 };
  }
  const units = quantity * action.ratio;
  const price = averagePrice / action.ratio;
  const { cashInLieu } = options;
  if (cashInLieu === undefined || lotSize === undefined) {
    return { quantity: units, averagePrice: price, cash: 0, settled: 0 };
  }
  // Whole units stay even where they are less than a lot of orders.
  const kept = roundToLot({ ...instrument, lotSize: Math.min(1, lotSize) }, units);
  const settled = Math.abs(units - kept) <= 1e-9 * Math.abs(units) ? 0 : units - kept;
  const cash = settled * cashInLieu * multiplier + 0;
  return { quantity: kept, averagePrice: kept === 0 ? NaN : price, cash, settled };
}
