import { body, color, isEqual, lowerShadow, upperShadow } from './pattern/candle.ts';
import { equal, longBody, veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Separating Lines: two candles of different color that open at the same price, the second long and with hardly any
 * shadow on the side of its open.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `11` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the second is white, -100 where it is black, else 0; the first 11 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLSEPARATINGLINES.
 * @example separatingLines.lookback() // => 11
 */
export const separatingLines: Candlestick = /* @__PURE__ */ defineCandlestick('separatingLines', {
  lookback: 11,
  sizes: [
    [longBody, 0],
    [veryShortShadow, 0],
    [equal, 1],
  ],
  recognise([long, veryShort, tolerance], second, first) {
    const sign = color(second);
    return color(first) !== sign &&
      isEqual(second.open, first.open, tolerance) &&
      body(second) > long &&
      (sign > 0 ? lowerShadow(second) : upperShadow(second)) < veryShort
      ? 100 * sign
      : 0;
  },
});
