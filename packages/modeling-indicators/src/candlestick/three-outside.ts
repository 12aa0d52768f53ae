import { bottom, color, top } from './pattern/candle.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Three Outside: a body that covers the previous one of the other color at both ends, and a candle that closes beyond
 * it.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `3` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the second is white, -100 where it is black, else 0; the first 3 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDL3OUTSIDE.
 * @example threeOutside.lookback() // => 3
 */
export const threeOutside: Candlestick = /* @__PURE__ */ defineCandlestick('threeOutside', {
  lookback: 3,
  sizes: [],
  recognise(_, third, second, first) {
    const sign = color(second);
    return color(first) !== sign &&
      top(second) > top(first) &&
      bottom(second) < bottom(first) &&
      sign * third.close > sign * second.close
      ? 100 * sign
      : 0;
  },
});
