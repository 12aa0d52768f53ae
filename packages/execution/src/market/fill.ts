import { roundToTick, type BarSeries } from '@tidemark/core-market';
import { noSlippage, type SlippageModel } from './slippage.ts';

/**
 * Keep slippage inside the bar's range (`bar`, backtrader's habit), or not (`none`): on data whose open is often the
 * high or the low a cap makes slippage vanish on one side.
 */
export type SlippageCap = 'none' | 'bar';

/** What decides the price of a fill besides the bar. */
export interface FillModels {
  readonly slippage: SlippageModel;
  readonly cap: SlippageCap;
}

/**
 * The price of a fill that takes what the market gives: worse by the slippage, capped where asked, then rounded to the
 * tick against the trader. BAR-SEMANTICS rules 3 and 10.
 *
 * @param price the open, a stop that was reached, or a close
 * @param quantity units, signed
 * @param i the bar of the fill
 */
export function slippedPrice(
  price: number,
  quantity: number,
  bars: BarSeries,
  i: number,
  { slippage, cap }: FillModels,
): number {
  const buys = quantity > 0;
  // A column that is read at a few bars only is not in the processor's cache: 100 ns each. So only where it counts.
  const offset =
    slippage === noSlippage ? 0 : slippage.offset(price, Math.abs(quantity), bars.volume[i], bars.instrument);
  let filled = buys ? price + offset : price - offset;
  if (cap === 'bar') filled = buys ? Math.min(filled, bars.high[i]) : Math.max(filled, bars.low[i]);
  return roundToTick(bars.instrument, filled, buys ? 'up' : 'down');
}
