import { bottom, color, top } from './pattern/candle.ts';
import { near } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Three-Line Strike: three candles of the same color, each opening within the body before it or near that and closing
 * beyond it, and one of the other color that opens beyond the third and closes beyond the open of the first.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `8` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the three are white, -100 where they are black, else 0; the first 8 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDL3LINESTRIKE.
 * @example threeLineStrike.lookback() // => 8
 */
export const threeLineStrike: Candlestick = /* @__PURE__ */ defineCandlestick('threeLineStrike', {
  lookback: 8,
  sizes: [
    [near, 3],
    [near, 2],
  ],
  recognise([near1, near2], fourth, third, second, first) {
    const sign = color(third);
    if (color(first) !== sign || color(second) !== sign || color(fourth) === sign) return 0;
    if (second.open < bottom(first) - near1 || second.open > top(first) + near1) return 0;
    if (third.open < bottom(second) - near2 || third.open > top(second) + near2) return 0;
    return sign * third.close > sign * second.close &&
      sign * second.close > sign * first.close &&
      sign * fourth.open > sign * third.close &&
      sign * fourth.close < sign * first.open
      ? 100 * sign
      : 0;
  },
});
