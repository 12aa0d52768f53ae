import { color, isEqual, lowerShadow } from './pattern/candle.ts';
import { equal, veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Identical Three Crows: three black candles with hardly any shadow below that close lower and lower, each opening
 * where the one before closed.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], -100 where they are, else 0; the first 12 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLIDENTICAL3CROWS.
 * @example identicalThreeCrows.lookback() // => 12
 */
export const identicalThreeCrows: Candlestick = /* @__PURE__ */ defineCandlestick('identicalThreeCrows', {
  lookback: 12,
  sizes: [
    [veryShortShadow, 2],
    [veryShortShadow, 1],
    [veryShortShadow, 0],
    [equal, 2],
    [equal, 1],
  ],
  recognise([shade1, shade2, shade3, equal1, equal2], third, second, first) {
    return color(first) < 0 &&
      color(second) < 0 &&
      color(third) < 0 &&
      lowerShadow(first) < shade1 &&
      lowerShadow(second) < shade2 &&
      lowerShadow(third) < shade3 &&
      second.close < first.close &&
      third.close < second.close &&
      isEqual(second.open, first.close, equal1) &&
      isEqual(third.open, second.close, equal2)
      ? -100
      : 0;
  },
});
