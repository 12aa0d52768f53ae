import { body, color, lowerShadow, upperShadow } from './pattern/candle.ts';
import { longBody, shortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Long Line: a long body with short shadows.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `10` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is white, -100 where it is black, else 0; the first 10 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLLONGLINE.
 * @example longLine.lookback() // => 10
 */
export const longLine: Candlestick = /* @__PURE__ */ defineCandlestick('longLine', {
  lookback: 10,
  sizes: [
    [longBody, 0],
    [shortShadow, 0],
  ],
  recognise([long, short], candle) {
    return body(candle) > long && upperShadow(candle) < short && lowerShadow(candle) < short ? 100 * color(candle) : 0;
  },
});
