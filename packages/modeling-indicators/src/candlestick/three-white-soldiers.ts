import { body, color, type Candle } from './pattern/candle.ts';
import { far, near, shortBody, veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Three White Soldiers: three white candles with hardly any shadow above, each opening within the body before it or
 * near that and closing higher; none is much shorter than the one before, and the third is not short.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where they are, else 0; the first 12 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDL3WHITESOLDIERS.
 * @example threeWhiteSoldiers.lookback() // => 12
 */
export const threeWhiteSoldiers: Candlestick = /* @__PURE__ */ defineCandlestick('threeWhiteSoldiers', {
  lookback: 12,
  sizes: [
    [veryShortShadow, 2],
    [veryShortShadow, 1],
    [veryShortShadow, 0],
    [near, 2],
    [near, 1],
    [far, 2],
    [far, 1],
    [shortBody, 0],
  ],
  recognise([shade1, shade2, shade3, near1, near2, far1, far2, short], third, second, first) {
    const follows = (candle: Candle, earlier: Candle, shade: number, near: number, far: number): boolean =>
      color(candle) > 0 &&
      candle.high - candle.close < shade && // the upper shadow, as it is white
      candle.close > earlier.close &&
      candle.open > earlier.open &&
      candle.open <= earlier.close + near &&
      body(candle) > body(earlier) - far;
    return color(first) > 0 &&
      first.high - first.close < shade1 &&
      follows(second, first, shade2, near1, far1) &&
      follows(third, second, shade3, near2, far2) &&
      body(third) > short
      ? 100
      : 0;
  },
});
