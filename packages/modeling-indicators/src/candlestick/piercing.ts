import { body, color } from './pattern/candle.ts';
import { longBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Piercing: a long white candle that opens below the low of a long black one and closes within its body, above the
 * middle.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `11` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is one, else 0; the first 11 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLPIERCING.
 * @example piercing.lookback() // => 11
 */
export const piercing: Candlestick = /* @__PURE__ */ defineCandlestick('piercing', {
  lookback: 11,
  sizes: [
    [longBody, 1],
    [longBody, 0],
  ],
  recognise([long1, long2], second, first) {
    return color(first) < 0 &&
      body(first) > long1 &&
      color(second) > 0 &&
      body(second) > long2 &&
      second.open < first.low &&
      second.close < first.open &&
      second.close > first.close + body(first) * 0.5
      ? 100
      : 0;
  },
});
