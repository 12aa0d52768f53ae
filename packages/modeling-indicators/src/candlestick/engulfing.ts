import { bottom, color, top } from './pattern/candle.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Engulfing: a body that covers the previous one of the other color; one of their ends may coincide.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `2` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is white, -100 where it is black; 80 and -80 where an end coincides, else 0; the first 2 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLENGULFING.
 * @example engulfing.lookback() // => 2
 */
export const engulfing: Candlestick = /* @__PURE__ */ defineCandlestick('engulfing', {
  lookback: 2,
  sizes: [],
  recognise(_, second, first) {
    if (color(first) === color(second)) return 0;
    const isAbove = top(second) > top(first);
    const isBelow = bottom(second) < bottom(first);
    if (isAbove && isBelow) return 100 * color(second);
    return (isAbove && bottom(second) === bottom(first)) || (isBelow && top(second) === top(first))
      ? 80 * color(second)
      : 0;
  },
});
