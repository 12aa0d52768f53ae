import { body, color, lowerShadow, upperShadow } from './pattern/candle.ts';
import { longBody, veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Kicking by Length: two marubozu of different color with a gap between them, the second in its own direction; the
 * longer one says where it goes.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `11` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the longer one is white, -100 where it is black, else 0; the first 11 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLKICKINGBYLENGTH.
 * @example kickingByLength.lookback() // => 11
 */
export const kickingByLength: Candlestick = /* @__PURE__ */ defineCandlestick('kickingByLength', {
  lookback: 11,
  sizes: [
    [longBody, 1],
    [longBody, 0],
    [veryShortShadow, 1],
    [veryShortShadow, 0],
  ],
  recognise([long1, long2, veryShort1, veryShort2], second, first) {
    const sign = color(second);
    if (color(first) === sign || (sign > 0 ? second.low <= first.high : second.high >= first.low)) return 0;
    return body(first) > long1 &&
      upperShadow(first) < veryShort1 &&
      lowerShadow(first) < veryShort1 &&
      body(second) > long2 &&
      upperShadow(second) < veryShort2 &&
      lowerShadow(second) < veryShort2
      ? 100 * color(body(second) > body(first) ? second : first)
      : 0;
  },
});
