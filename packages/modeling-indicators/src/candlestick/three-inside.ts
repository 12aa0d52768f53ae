import { body, bottom, color, top } from './pattern/candle.ts';
import { longBody, shortBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Three Inside: a long candle, a short body within it, and one of the other color that closes beyond the open of the
 * first.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the third is white, -100 where it is black, else 0; the first 12 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDL3INSIDE.
 * @example threeInside.lookback() // => 12
 */
export const threeInside: Candlestick = /* @__PURE__ */ defineCandlestick('threeInside', {
  lookback: 12,
  sizes: [
    [longBody, 2],
    [shortBody, 1],
  ],
  recognise([long, short], third, second, first) {
    const sign = color(third);
    return color(first) !== sign &&
      body(first) > long &&
      body(second) <= short &&
      top(second) < top(first) &&
      bottom(second) > bottom(first) &&
      sign * third.close > sign * first.open
      ? 100 * sign
      : 0;
  },
});
