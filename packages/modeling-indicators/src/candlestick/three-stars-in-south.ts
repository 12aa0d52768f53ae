import { body, color } from './pattern/candle.ts';
import { longBody, shortBody, veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Three Stars in the South: three black candles that get smaller: a long one with a shadow below that is longer than
 * its body, one that opens within its range and does not fall below its low, and a short one with hardly any shadows
 * within the range of the second.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where they are, else 0; the first 12 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDL3STARSINSOUTH.
 * @example threeStarsInSouth.lookback() // => 12
 */
export const threeStarsInSouth: Candlestick = /* @__PURE__ */ defineCandlestick('threeStarsInSouth', {
  lookback: 12,
  sizes: [
    [longBody, 2],
    [veryShortShadow, 1],
    [shortBody, 0],
    [veryShortShadow, 0],
  ],
  recognise([long, shade2, short, shade3], third, second, first) {
    return color(first) < 0 &&
      color(second) < 0 &&
      color(third) < 0 &&
      body(first) > long &&
      first.close - first.low > body(first) &&
      body(second) < body(first) &&
      second.open > first.close &&
      second.open <= first.high &&
      second.low < first.close &&
      second.low >= first.low &&
      second.close - second.low > shade2 &&
      body(third) < short &&
      third.close - third.low < shade3 &&
      third.high - third.open < shade3 &&
      third.low > second.low &&
      third.high < second.high
      ? 100
      : 0;
  },
});
