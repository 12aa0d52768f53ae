import { assertAmounts } from './assert-parameters.ts';
import { callName } from './call-name.ts';
import { assertRate, type CommissionModel } from './commission.ts';

/**
 * Fractions of the traded value, by how a fill met the market: a limit order that rested in the book pays the maker's,
 * every other fill the taker's.
 *
 * @param rates 0.001 is 10 bps; a negative maker rate is a rebate, paid into cash
 * @throws ExecutionError INVALID_COMMISSION for a rate of 5 % or more, a negative taker rate, or a rebate greater than
 *   what the taker pays
 * @example
 * makerTaker({ maker: -0.0001, taker: 0.0005 }).commission(100, 50, 1) // => 2.5
 * makerTaker({ maker: -0.0001, taker: 0.0005 }).commission(100, 50, 1, 'maker') // => -0.5
 */
export function makerTaker({ maker, taker }: { readonly maker: number; readonly taker: number }): CommissionModel {
  assertRate('makerTaker', 'maker', maker);
  assertRate('makerTaker', 'taker', taker);
  assertAmounts('INVALID_COMMISSION', 'makerTaker', { taker, 'maker + taker': maker + taker });
  return {
    name: callName('makerTaker', { maker, taker }),
    commission: (quantity, price, multiplier, liquidity) =>
      (liquidity === 'maker' ? maker : taker) * quantity * Math.abs(price) * multiplier,
  };
}
