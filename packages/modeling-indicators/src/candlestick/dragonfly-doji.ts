import { body, lowerShadow, upperShadow } from './pattern/candle.ts';
import { dojiBody, veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Dragonfly Doji: a doji at the high of its bar, with a shadow below.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `10` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is one, else 0; the first 10 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLDRAGONFLYDOJI.
 * @example dragonflyDoji.lookback() // => 10
 */
export const dragonflyDoji: Candlestick = /* @__PURE__ */ defineCandlestick('dragonflyDoji', {
  lookback: 10,
  sizes: [
    [dojiBody, 0],
    [veryShortShadow, 0],
  ],
  recognise([doji, veryShort], candle) {
    return body(candle) <= doji && upperShadow(candle) < veryShort && lowerShadow(candle) > veryShort ? 100 : 0;
  },
});
