import { body, bottom, lowerShadow, upperShadow } from './pattern/candle.ts';
import { near, shortBody, veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Hanging Man: a short body with a shadow below that is longer than it and hardly any above, near the previous high or
 * above it.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `11` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], -100 where it is one, else 0; the first 11 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLHANGINGMAN.
 * @example hangingMan.lookback() // => 11
 */
export const hangingMan: Candlestick = /* @__PURE__ */ defineCandlestick('hangingMan', {
  lookback: 11,
  sizes: [
    [shortBody, 0],
    [veryShortShadow, 0],
    [near, 1],
  ],
  recognise([short, veryShort, tolerance], second, first) {
    return body(second) < short &&
      lowerShadow(second) > body(second) &&
      upperShadow(second) < veryShort &&
      bottom(second) >= first.high - tolerance
      ? -100
      : 0;
  },
});
