import { color, lowerShadow } from './pattern/candle.ts';
import { veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Three Black Crows: a white candle, then three black ones with hardly any shadow below, each opening within the body
 * before it and closing lower; the first of them closes below the high of the white one.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `13` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], -100 where they are, else 0; the first 13 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDL3BLACKCROWS.
 * @example threeBlackCrows.lookback() // => 13
 */
export const threeBlackCrows: Candlestick = /* @__PURE__ */ defineCandlestick('threeBlackCrows', {
  lookback: 13,
  sizes: [
    [veryShortShadow, 2],
    [veryShortShadow, 1],
    [veryShortShadow, 0],
  ],
  recognise([shade2, shade3, shade4], fourth, third, second, first) {
    return color(first) > 0 &&
      color(second) < 0 &&
      color(third) < 0 &&
      color(fourth) < 0 &&
      lowerShadow(second) < shade2 &&
      lowerShadow(third) < shade3 &&
      lowerShadow(fourth) < shade4 &&
      third.open < second.open &&
      third.open > second.close &&
      fourth.open < third.open &&
      fourth.open > third.close &&
      first.high > second.close &&
      second.close > third.close &&
      third.close > fourth.close
      ? -100
      : 0;
  },
});
