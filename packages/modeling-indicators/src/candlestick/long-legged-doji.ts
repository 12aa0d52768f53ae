import { body, lowerShadow, upperShadow } from './pattern/candle.ts';
import { dojiBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Long-Legged Doji: a doji with at least one shadow longer than its body.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `10` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is one, else 0; the first 10 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLLONGLEGGEDDOJI.
 * @example longLeggedDoji.lookback() // => 10
 */
export const longLeggedDoji: Candlestick = /* @__PURE__ */ defineCandlestick('longLeggedDoji', {
  lookback: 10,
  sizes: [[dojiBody, 0]],
  recognise([doji], candle) {
    return body(candle) <= doji && Math.max(upperShadow(candle), lowerShadow(candle)) > body(candle) ? 100 : 0;
  },
});
