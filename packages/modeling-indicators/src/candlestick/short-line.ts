import { body, color, lowerShadow, upperShadow } from './pattern/candle.ts';
import { shortBody, shortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Short Line: a short body with short shadows.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `10` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is white, -100 where it is black, else 0; the first 10 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLSHORTLINE.
 * @example shortLine.lookback() // => 10
 */
export const shortLine: Candlestick = /* @__PURE__ */ defineCandlestick('shortLine', {
  lookback: 10,
  sizes: [
    [shortBody, 0],
    [shortShadow, 0],
  ],
  recognise([short, shortShade], candle) {
    return body(candle) < short && upperShadow(candle) < shortShade && lowerShadow(candle) < shortShade
      ? 100 * color(candle)
      : 0;
  },
});
