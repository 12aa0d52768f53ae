import { color, upperShadow } from './pattern/candle.ts';
import { veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Ladder Bottom: three black candles that open and close lower and lower, a black one with a shadow above, and a white
 * one that opens above its body and closes above its high.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `14` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is one, else 0; the first 14 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLLADDERBOTTOM.
 * @example ladderBottom.lookback() // => 14
 */
export const ladderBottom: Candlestick = /* @__PURE__ */ defineCandlestick('ladderBottom', {
  lookback: 14,
  sizes: [[veryShortShadow, 1]],
  recognise([veryShort], fifth, fourth, third, second, first) {
    return color(first) < 0 &&
      color(second) < 0 &&
      color(third) < 0 &&
      second.open < first.open &&
      third.open < second.open &&
      second.close < first.close &&
      third.close < second.close &&
      color(fourth) < 0 &&
      upperShadow(fourth) > veryShort &&
      color(fifth) > 0 &&
      fifth.open > fourth.open &&
      fifth.close > fourth.high
      ? 100
      : 0;
  },
});
