import { body, bottom, color, gapsDown, gapsUp, top } from './pattern/candle.ts';
import { near } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Tasuki Gap: a body beyond the one before it, in its own direction, and one of the other color and about the same
 * size that opens within it and closes within the gap.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `7` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the second is white, -100 where it is black, else 0; the first 7 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLTASUKIGAP.
 * @example tasukiGap.lookback() // => 7
 */
export const tasukiGap: Candlestick = /* @__PURE__ */ defineCandlestick('tasukiGap', {
  lookback: 7,
  sizes: [[near, 1]],
  recognise([tolerance], third, second, first) {
    const sign = color(second);
    if (color(third) === sign || Math.abs(body(second) - body(third)) >= tolerance) return 0;
    if (third.open >= top(second) || third.open <= bottom(second)) return 0;
    if (sign > 0) return gapsUp(second, first) && third.close < second.open && third.close > top(first) ? 100 : 0;
    return gapsDown(second, first) && third.close > second.open && third.close < bottom(first) ? -100 : 0;
  },
});
