import { bottom, color, gapsDown, gapsUp, top } from './pattern/candle.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Upside or Downside Gap Three Methods: two candles of the same color with a gap between their bodies, and one of the
 * other color that opens within the second and closes within the first.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `2` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the first is white, -100 where it is black, else 0; the first 2 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLXSIDEGAP3METHODS.
 * @example xSideGapThreeMethods.lookback() // => 2
 */
export const xSideGapThreeMethods: Candlestick = /* @__PURE__ */ defineCandlestick('xSideGapThreeMethods', {
  lookback: 2,
  sizes: [],
  recognise(_, third, second, first) {
    const sign = color(first);
    if (color(second) !== sign || color(third) === sign) return 0;
    if (
      third.open >= top(second) ||
      third.open <= bottom(second) ||
      third.close >= top(first) ||
      third.close <= bottom(first)
    )
      return 0;
    return (sign > 0 ? gapsUp(second, first) : gapsDown(second, first)) ? 100 * sign : 0;
  },
});
