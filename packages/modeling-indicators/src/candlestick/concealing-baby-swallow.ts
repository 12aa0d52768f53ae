import { color, gapsDown, lowerShadow, upperShadow } from './pattern/candle.ts';
import { veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Concealing Baby Swallow: four black candles: two with hardly any shadows, one below them whose shadow above reaches
 * into the second, and one whose range covers the third.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `13` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where they are, else 0; the first 13 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLCONCEALBABYSWALL.
 * @example concealingBabySwallow.lookback() // => 13
 */
export const concealingBabySwallow: Candlestick = /* @__PURE__ */ defineCandlestick('concealingBabySwallow', {
  lookback: 13,
  sizes: [
    [veryShortShadow, 3],
    [veryShortShadow, 2],
    [veryShortShadow, 1],
  ],
  recognise([shade1, shade2, shade3], fourth, third, second, first) {
    if (color(first) > 0 || color(second) > 0 || color(third) > 0 || color(fourth) > 0) return 0;
    return upperShadow(first) < shade1 &&
      lowerShadow(first) < shade1 &&
      upperShadow(second) < shade2 &&
      lowerShadow(second) < shade2 &&
      gapsDown(third, second) &&
      upperShadow(third) > shade3 &&
      third.high > second.close &&
      fourth.high > third.high &&
      fourth.low < third.low
      ? 100
      : 0;
  },
});
