/** Money changed hands. Fills are the only truth: positions, trades and equity follow from them. */
export interface Fill {
  readonly orderId: number;
  readonly symbol: string;
  /** 0-based bar in which it happened. */
  readonly bar: number;
  /** Epoch ms: the bar's open for a fill at the open or inside the bar, its close time for one at the close. */
  readonly time: number;
  /** Units, signed: + bought, - sold. */
  readonly quantity: number;
  /** After slippage and rounding to the tick. */
  readonly price: number;
  /** Money, taken from cash; negative where the market pays a rebate. */
  readonly commission: number;
  /** How much worse than the unslipped price, in price units, at least 0. */
  readonly slippage: number;
  /** A reversal is two fills: the close first. */
  readonly effect: 'open' | 'close';
  /** Where positions are kept in lots: the order that opened the lot which this fill opens or closes. */
  readonly lot?: number | undefined;
}
