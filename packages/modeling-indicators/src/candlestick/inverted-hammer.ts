import { body, gapsDown, lowerShadow, upperShadow } from './pattern/candle.ts';
import { shortBody, veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Inverted Hammer: a short body below the previous one, with a shadow above that is longer than it and hardly any
 * below.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `11` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is one, else 0; the first 11 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLINVERTEDHAMMER.
 * @example invertedHammer.lookback() // => 11
 */
export const invertedHammer: Candlestick = /* @__PURE__ */ defineCandlestick('invertedHammer', {
  lookback: 11,
  sizes: [
    [shortBody, 0],
    [veryShortShadow, 0],
  ],
  recognise([short, veryShort], second, first) {
    return body(second) < short &&
      upperShadow(second) > body(second) &&
      lowerShadow(second) < veryShort &&
      gapsDown(second, first)
      ? 100
      : 0;
  },
});
