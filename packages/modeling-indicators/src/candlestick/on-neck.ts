import { body, color, isEqual } from './pattern/candle.ts';
import { equal, longBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * On-Neck: a white candle that opens below the low of a long black one and closes at that low.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `11` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], -100 where it is one, else 0; the first 11 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLONNECK.
 * @example onNeck.lookback() // => 11
 */
export const onNeck: Candlestick = /* @__PURE__ */ defineCandlestick('onNeck', {
  lookback: 11,
  sizes: [
    [longBody, 1],
    [equal, 1],
  ],
  recognise([long, tolerance], second, first) {
    return color(first) < 0 &&
      body(first) > long &&
      color(second) > 0 &&
      second.open < first.low &&
      isEqual(second.close, first.low, tolerance)
      ? -100
      : 0;
  },
});
