import { body, color, gapsDown, gapsUp, isEqual } from './pattern/candle.ts';
import { equal, near } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Gap Side-by-Side White: two white candles of about the same size that open at the same price, both beyond the body
 * of the candle before them.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `7` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where they lie above it, -100 where they lie below, else 0; the first 7 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLGAPSIDESIDEWHITE.
 * @example gapSideSideWhite.lookback() // => 7
 */
export const gapSideSideWhite: Candlestick = /* @__PURE__ */ defineCandlestick('gapSideSideWhite', {
  lookback: 7,
  sizes: [
    [near, 1],
    [equal, 1],
  ],
  recognise([tolerance, equality], third, second, first) {
    if (color(second) < 0 || color(third) < 0 || !isEqual(body(third), body(second), tolerance)) return 0;
    if (!isEqual(third.open, second.open, equality)) return 0;
    if (gapsUp(second, first) && gapsUp(third, first)) return 100;
    return gapsDown(second, first) && gapsDown(third, first) ? -100 : 0;
  },
});
