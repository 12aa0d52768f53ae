import { body, lowerShadow, upperShadow } from './pattern/candle.ts';
import { dojiBody, veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Gravestone Doji: a doji at the low of its bar, with a shadow above.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `10` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is one, though it is read as bearish, else 0; the first 10 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLGRAVESTONEDOJI.
 * @example gravestoneDoji.lookback() // => 10
 */
export const gravestoneDoji: Candlestick = /* @__PURE__ */ defineCandlestick('gravestoneDoji', {
  lookback: 10,
  sizes: [
    [dojiBody, 0],
    [veryShortShadow, 0],
  ],
  recognise([doji, veryShort], candle) {
    return body(candle) <= doji && lowerShadow(candle) < veryShort && upperShadow(candle) > veryShort ? 100 : 0;
  },
});
