import { body, bottom, lowerShadow, top, upperShadow } from './pattern/candle.ts';
import { dojiBody, near } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Rickshaw Man: a doji near the middle of its bar, with both shadows longer than its body.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `10` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is one, else 0; the first 10 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLRICKSHAWMAN.
 * @example rickshawMan.lookback() // => 10
 */
export const rickshawMan: Candlestick = /* @__PURE__ */ defineCandlestick('rickshawMan', {
  lookback: 10,
  sizes: [
    [dojiBody, 0],
    [near, 0],
  ],
  recognise([doji, tolerance], candle) {
    const middle = candle.low + (candle.high - candle.low) / 2;
    return body(candle) <= doji &&
      lowerShadow(candle) > body(candle) &&
      upperShadow(candle) > body(candle) &&
      bottom(candle) <= middle + tolerance &&
      top(candle) >= middle - tolerance
      ? 100
      : 0;
  },
});
