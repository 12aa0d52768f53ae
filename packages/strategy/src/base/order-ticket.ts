import type { OrderRequest, OrderType } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';

/** What a class may add to `buy` and `sell`. The kind of order follows from the prices, unless `type` says it. */
export interface OrderOptions extends Omit<OrderRequest, 'type' | 'quantity'> {
  /** Left out: `stopLimit` with both prices, `limit` or `stop` with one, `trailingStop` with a trail, else `market`. */
  readonly type?: OrderType | undefined;
}

/**
 * The request for a quantity and a side.
 *
 * @param quantity units, above 0
 * @param side 1 buys, -1 sells
 * @throws StrategyError INVALID_QUANTITY
 */
export function orderTicket(quantity: number, side: 1 | -1, options: OrderOptions, where: string): OrderRequest {
  if (!(quantity > 0 && quantity < Infinity)) {
    const fix = quantity < 0 ? 'give units above 0: sell sells, buy buys' : 'give units above 0';
    throw new StrategyError('INVALID_QUANTITY', { what: `the quantity is ${quantity}`, where, fix });
  }
  return { ...options, type: options.type ?? impliedType(options), quantity: side * quantity };
}

function impliedType({ limitPrice, stopPrice, trail }: OrderOptions): OrderType {
  if (trail !== undefined) return 'trailingStop';
  if (limitPrice !== undefined) return stopPrice === undefined ? 'limit' : 'stopLimit';
  return stopPrice === undefined ? 'market' : 'stop';
}
