import { body } from './pattern/candle.ts';
import { dojiBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Doji: a candle that closes about where it opened.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `10` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is one, else 0; the first 10 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLDOJI.
 * @example doji.lookback() // => 10
 */
export const doji: Candlestick = /* @__PURE__ */ defineCandlestick('doji', {
  lookback: 10,
  sizes: [[dojiBody, 0]],
  recognise([doji], candle) {
    return body(candle) <= doji ? 100 : 0;
  },
});
