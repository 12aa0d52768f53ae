import { color, isEqual } from './pattern/candle.ts';
import { equal } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Matching Low: two black candles that close at the same price.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `6` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where they are one, else 0; the first 6 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLMATCHINGLOW.
 * @example matchingLow.lookback() // => 6
 */
export const matchingLow: Candlestick = /* @__PURE__ */ defineCandlestick('matchingLow', {
  lookback: 6,
  sizes: [[equal, 1]],
  recognise([tolerance], second, first) {
    return color(first) < 0 && color(second) < 0 && isEqual(second.close, first.close, tolerance) ? 100 : 0;
  },
});
