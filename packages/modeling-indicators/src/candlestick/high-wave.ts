import { body, color, lowerShadow, upperShadow } from './pattern/candle.ts';
import { shortBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * High Wave: a short body with two shadows that are each longer than two of it.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `10` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is white, -100 where it is black, else 0; the first 10 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLHIGHWAVE.
 * @example highWave.lookback() // => 10
 */
export const highWave: Candlestick = /* @__PURE__ */ defineCandlestick('highWave', {
  lookback: 10,
  sizes: [[shortBody, 0]],
  recognise([short], candle) {
    const veryLong = 2 * body(candle);
    return body(candle) < short && upperShadow(candle) > veryLong && lowerShadow(candle) > veryLong
      ? 100 * color(candle)
      : 0;
  },
});
